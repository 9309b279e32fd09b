package main

import "fmt"

// killed ends the program by SIGKILL in the middle of writing agencies and replies, 170
// times on each of three databases, and PostgreSQL under it as well.
func killed() (string, error) {
	const kills, seed = 170, 1
	said, err := test([]string{fmt.Sprint("KILLS=", kills), fmt.Sprint("KILLS_SEED=", seed)},
		"./internal/app", "-run", "^TestKilledWhileWriting$", "-timeout", "6h")
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s. Several people add agencies over HTTP, and strangers send staff replies by the survey's own form; the program is killed (SIGKILL) at a random moment and started again, and where it says so PostgreSQL is stopped at once and started again. After each end every agency that was acknowledged is there once, with its partnership and its line in the audit trail; none is there by half. Every reply that was acknowledged is there once with all its remarks, none by half; those whose senders never heard are sent again with the same form, and count once. `bearings verify` finds the file and the trail whole. This is about programs that end, not about machines that lose power: PostgreSQL runs without `fsync` in the tests.\n\n%s",
		today(), logged(said)), nil
}
