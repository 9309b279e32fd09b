// Command bearings is the whole product in one program.
package main

import (
	"context"
	"os"

	"bearings/internal/app"
)

func main() {
	if app.IsPrivate(os.Args[1:]) {
		ownFilesOnly()
	}
	os.Exit(app.Run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}
