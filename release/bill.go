package main

import (
	"crypto/sha256"
	"crypto/sha512"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
)

// bill is the list of what a program is made of, in the form CycloneDX 1.6.
type bill struct {
	Schema       string       `json:"$schema"`
	Format       string       `json:"bomFormat"`
	SpecVersion  string       `json:"specVersion"`
	SerialNumber string       `json:"serialNumber,omitempty"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Timestamp  string      `json:"timestamp"`
	Lifecycles []lifecycle `json:"lifecycles"`
	Component  component   `json:"component"`
}

type lifecycle struct {
	Phase string `json:"phase"`
}

type component struct {
	Type        string          `json:"type"`
	Ref         string          `json:"bom-ref"`
	Name        string          `json:"name"`
	Version     string          `json:"version"`
	Description string          `json:"description,omitempty"`
	Hashes      []hash          `json:"hashes,omitempty"`
	Licences    []licenceChoice `json:"licenses"`
	Platform    string          `json:"cpe,omitempty"` // as lists of known faults name it
	URL         string          `json:"purl"`
	Properties  []property      `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type licenceChoice struct {
	Licence licence `json:"license"`
}

type licence struct {
	ID string `json:"id"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn,omitempty"`
}

// billOf lists what one built program is made of: the modules it says itself that
// it has, those of the programs for browsers inside it, and the front end.
func (w workshop) billOf(t target, program []byte, info *buildinfo.BuildInfo, all parts) ([]byte, error) {
	b := bill{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", SpecVersion: "1.6", Version: 1,
		Metadata: metadata{
			Timestamp: w.date.Format(time.RFC3339), Lifecycles: []lifecycle{{"post-build"}},
			Component: w.itself(t, program),
		},
	}
	language, found := all.language, map[string]part{}
	if said := strings.TrimPrefix(info.GoVersion, "go"); said != language.version {
		return nil, fmt.Errorf("the program was built by Go %s, and this is Go %s", said, language.version)
	}
	for _, linked := range info.Deps {
		m, known := all.modules[linked.Path]
		if !known || m.version != linked.Version || linked.Replace != nil {
			return nil, fmt.Errorf("the program has %s %s, which `go list` does not", linked.Path, linked.Version)
		}
		found[linked.Path] = m
	}
	for _, path := range all.inBrowser {
		found[path] = all.modules[path]
	}
	for _, m := range append([]part{language}, sorted(found)...) {
		b.Components = append(b.Components, ofModule(m))
	}
	if _, linked := found[sqliteIn]; linked {
		b.Components = append(b.Components, ofSQLite(all.sqlite))
	}
	for _, p := range all.frontEnd {
		c, err := ofPackage(p)
		if err != nil {
			return nil, err
		}
		b.Components = append(b.Components, c)
	}
	b.Dependencies = flat(b)
	return b.write()
}

// itself is the program of ours that the list is about.
func (w workshop) itself(t target, program []byte) component {
	sum := sha256.Sum256(program)
	return component{
		Type: "application", Ref: "bearings", Name: "bearings", Version: w.version,
		Description: "Bearings for " + t.os + " on " + t.arch,
		Hashes:      []hash{{"SHA-256", hex.EncodeToString(sum[:])}},
		Licences:    named("MIT", "CC-BY-4.0"),
		URL:         "pkg:generic/bearings@" + inURL(w.version),
	}
}

func ofModule(m part) component {
	c := component{
		Type: "library", Name: m.name, Version: "v" + strings.TrimPrefix(m.version, "v"), Licences: named(m.licences...),
		URL: "pkg:golang/" + strings.ToLower(m.name) + "@" + inURL(m.version),
	}
	if m.name == "std" {
		c.Version = m.version
	}
	if m.sum != "" {
		c.Properties = []property{{"bearings:go.sum", m.sum}}
	}
	c.Ref = c.URL
	return c
}

func ofSQLite(version string) component {
	address := "pkg:generic/sqlite@" + version
	return component{
		Type: "library", Ref: address, Name: "sqlite", Version: version, Licences: named("blessing"), URL: address,
		Platform: "cpe:2.3:a:sqlite:sqlite:" + version + ":*:*:*:*:*:*:*", Description: "Inside the modules go-sqlite3, as Go",
	}
}

func ofPackage(p frontEndPart) (component, error) {
	encoded, is512 := strings.CutPrefix(p.integrity, "sha512-")
	sum, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || !is512 || len(sum) != sha512.Size {
		return component{}, fmt.Errorf("package-lock.json: the integrity of %s is not a SHA-512 sum", p.name)
	}
	address := "pkg:npm/" + strings.Replace(p.name, "@", "%40", 1) + "@" + p.version
	return component{
		Type: "library", Ref: address, Name: p.name, Version: p.version, Licences: named(p.licence), URL: address,
		Hashes: []hash{{"SHA-512", hex.EncodeToString(sum)}},
	}, nil
}

func named(ids ...string) []licenceChoice {
	var all []licenceChoice
	for _, id := range ids {
		all = append(all, licenceChoice{licence{id}})
	}
	return all
}

// flat says that the program has all of them in it, and not which of them asked
// for which.
func flat(b bill) []dependency {
	main := dependency{Ref: b.Metadata.Component.Ref}
	var all []dependency
	for _, c := range b.Components {
		main.DependsOn = append(main.DependsOn, c.Ref)
		all = append(all, dependency{Ref: c.Ref})
	}
	return append([]dependency{main}, all...)
}

// write gives the list a serial number that comes from what is in it.
func (b bill) write() ([]byte, error) {
	text, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	b.SerialNumber = "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceURL, text).String()
	text, err = json.MarshalIndent(b, "", "  ")
	return append(text, '\n'), err
}

// inURL is a version as it stands in a package URL.
func inURL(version string) string { return strings.ReplaceAll(version, "+", "%2B") }
