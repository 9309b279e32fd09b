// Command bearings is the whole product in one program.
package main

import (
	"context"
	"os"

	"bearings/internal/app"
)

func main() {
	os.Exit(app.Run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}
