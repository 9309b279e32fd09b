// Command bearings is the whole product in one program.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"bearings/internal/app"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(app.Run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}
