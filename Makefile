# The two that matter: make run, make test. The rest is for those who change things.
.PHONY: run demo test build assets generate check accessibility mutants bench proof film fuzz release clean

GO ?= go
BUILT := internal/ui/assets/built/manifest.json

run: $(BUILT)            ## build everything and serve on loopback
	@echo "To look around in a made-up partnership instead: make demo"
	$(GO) run ./cmd/bearings serve

demo: $(BUILT)           ## a made-up partnership half-way through its second round; nothing is kept
	$(GO) run ./cmd/bearings demo

test: $(BUILT)           ## every test, the browser's too where there is one
	$(GO) test -timeout 60m ./...

build: $(BUILT)          ## the program, as ./bearings
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags="-s -w" -o bearings ./cmd/bearings

assets: $(BUILT)         ## styles, typeface and scripts, into a folder git ignores

node_modules: package-lock.json
	npm ci --no-audit --no-fund
	@touch node_modules

# What the checker for browsers is made of.
CHECKER := $(filter-out %_test.go,$(wildcard go.mod language/*.go internal/ui/wasm/*/*.go internal/office/document/*.go internal/office/document/pdf/*.go))

$(BUILT): node_modules internal/ui/assets/build.mjs $(CHECKER) $(wildcard internal/ui/assets/styles/* internal/ui/assets/scripts/* internal/ui/assets/images/*)
	GO="$(GO)" npm run --silent build

generate:                ## pages from templ, the checker's rules as the program carries them
	$(GO) tool templ generate
	$(GO) run ./internal/dictionary/generate

check:                   ## formatting, vet, staticcheck, generated files current
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) tool templ generate
	$(GO) run ./internal/dictionary/generate
	git diff --exit-code -- '*_templ.go' language/standard.pack

mutants:                 ## seeded faults in what keeps people unrecognisable: each has to be caught
	MUTANTS=1 $(GO) test ./attack -run Mutants -count=1 -timeout 90m

accessibility: $(BUILT)  ## the browser's checks of every page; writes what the accessibility statement says
	BEARINGS_CI=1 $(GO) test ./e2e -count=1 -timeout 90m -update -run 'TestAxeFindsNothing|TestNothingScrollsSidewaysAt320|TestTheKeyboardReachesEverything|TestEveryPageIsWholeWithoutScripts|TestEveryPageBearsOnesOwnSpacingAndColours|TestEveryPagePrints'

bench: $(BUILT)          ## speed and memory, as ratios to a small reference
	$(GO) run ./bench

film: $(BUILT)           ## the film of the eight principles as a video with captions, into out/
	$(GO) run ./film

fuzz:                    ## what strangers send, ten minutes each and more
	$(GO) test ./internal/framework -run=- -fuzz=FuzzLoad -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./internal/library -run=- -fuzz=FuzzLoad -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./internal/search -run=- -fuzz=FuzzSearch -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./internal/office -run=- -fuzz=FuzzCSV -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./internal/office -run=- -fuzz=FuzzXLSX -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./internal/mapping -run=- -fuzz=FuzzMapping -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./internal/mapping -run=- -fuzz=FuzzWide -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./internal/dictionary -run=- -fuzz=FuzzLoad -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./internal/web -run=- -fuzz=FuzzSurvey -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./language -run=- -fuzz=FuzzCheck -fuzztime=30m -fuzzminimizetime=20x
	$(GO) test ./language -run=- -fuzz=FuzzDetails -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./language -run=- -fuzz=FuzzPattern -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./language -run=- -fuzz=FuzzOpen -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./internal/office/document -run=- -fuzz=FuzzDOCX -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./internal/office/document -run=- -fuzz=FuzzPDF -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./internal/office/document -run=- -fuzz=FuzzHTML -fuzztime=10m -fuzzminimizetime=20x
	$(GO) test ./internal/office/document -run=- -fuzz=FuzzDecode -fuzztime=10m -fuzzminimizetime=20x

proof: $(BUILT)          ## the long proofs; writes docs/PROOF.md
	$(GO) run ./attack/proof

release: $(BUILT)        ## the program for every system, its parts, licences and checksums, into out/release
	GO="$(GO)" $(GO) run ./release -full

clean:
	rm -rf bearings out node_modules
	find internal/ui/assets/built -type f ! -name README.md -delete
