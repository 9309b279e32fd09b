// Command tiny prints one number. It is what the mutants' machinery is tried on.
package main

import "fmt"

const threshold = 10

func main() { fmt.Println(threshold) }
