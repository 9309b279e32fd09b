package ui

import "net/url"

// AnimationPath is the film of the eight principles.
const AnimationPath = "/animation"

// AnimationFileURL is a file that goes with the film: what is said, or what is
// to be seen, with its times.
func AnimationFileURL(name string) string { return AnimationPath + "/" + url.PathEscape(name) }
