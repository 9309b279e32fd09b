package queue_test

import (
	"testing"

	"bearings/internal/queue/queuetest"
)

func TestTheStoreOfTheseTestsConforms(t *testing.T) {
	queuetest.Conformance(t, &queuetest.Memory{})
}
