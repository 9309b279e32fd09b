package app

import (
	"net/http"
	"strings"
	"time"

	"bearings/internal/fault"
	"bearings/internal/ui"
)

type healthCommand struct {
	Address string `default:"http://127.0.0.1:8080" placeholder:"URL" help:"${help_health_address}"`
}

// healthWait is well above what an answer takes and below what those who ask
// regularly allow.
const healthWait = 4 * time.Second

// Run asks a program that runs whether it answers, for places without another
// program that could. It says nothing where all is well.
func (c healthCommand) Run(d *desk) error {
	silent := fault.New(fault.Invalid, "command.unwell", "Address", c.Address)
	request, err := http.NewRequestWithContext(d, http.MethodGet, strings.TrimSuffix(c.Address, "/")+ui.HealthPath, nil)
	if err != nil {
		return silent
	}
	response, err := (&http.Client{Timeout: healthWait}).Do(request)
	if err != nil {
		return silent
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fault.New(fault.Invalid, "command.unwell_answer", "Address", c.Address, "Answer", response.Status)
	}
	return nil
}
