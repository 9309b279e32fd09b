package deploy_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// server is a web server for which there is a sample.
type server struct {
	name, sample string
	program      string
	// altered makes the sample fit a folder and free ports, and changes nothing
	// else; arguments start the server with it.
	altered   func(t *testing.T, s samplePlace, text string) string
	arguments func(s samplePlace) []string
}

// samplePlace is where a server runs in a test.
type samplePlace struct {
	folder             string
	plain, secure      string // ports
	upstream           string // address and port
	certificate, key   string // files
	file               string // the altered sample
	apacheModuleFolder string
}

var servers = []server{
	{"nginx", "nginx/bearings.conf", "nginx", nginxSample, func(s samplePlace) []string {
		return []string{"-p", s.folder, "-e", filepath.Join(s.folder, "main.log"), "-c", s.file}
	}},
	{"caddy", "caddy/Caddyfile", "caddy", caddySample, func(s samplePlace) []string {
		return []string{"run", "--adapter", "caddyfile", "--config", s.file}
	}},
	{"apache", "apache/bearings.conf", "apache2", apacheSample, func(s samplePlace) []string {
		return []string{"-X", "-d", s.folder, "-f", s.file}
	}},
}

// replaced replaces every old by its new, each of which has to be there.
func replaced(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("the sample no longer has %q", pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}

func nginxSample(t *testing.T, s samplePlace, text string) string {
	text = replaced(t, text,
		"    listen [::]:80;\n", "", "    listen [::]:443 ssl http2;\n", "", // not every machine has IPv6
		"listen 80;", "listen 127.0.0.1:"+s.plain+";", "listen 443 ", "listen 127.0.0.1:"+s.secure+" ",
		"127.0.0.1:8080", s.upstream, "/etc/bearings/certificate.pem", s.certificate, "/etc/bearings/certificate.key", s.key,
		"/var/log/nginx", s.folder)
	return "daemon off; master_process off; pid nginx.pid;\nevents {}\nhttp {\n" +
		"client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;\n" + text + "}\n"
}

func caddySample(t *testing.T, s samplePlace, text string) string {
	return replaced(t, text,
		"127.0.0.1:8080", s.upstream, "/etc/bearings/certificate.pem", s.certificate, "/etc/bearings/certificate.key", s.key,
		"\n{\n", "\n{\n\tadmin off\n\thttp_port "+s.plain+"\n\thttps_port "+s.secure+"\n\tstorage file_system "+s.folder+"\n")
}

func apacheSample(t *testing.T, s samplePlace, text string) string {
	text = replaced(t, text,
		"*:80>", "*:"+s.plain+">", "*:443>", "*:"+s.secure+">", "127.0.0.1:8080", s.upstream,
		"/etc/bearings/certificate.pem", s.certificate, "/etc/bearings/certificate.key", s.key, "/var/log/apache2", s.folder)
	main := "PidFile apache.pid\nServerName bearings.example.org\nErrorLog main.log\nListen 127.0.0.1:" + s.plain + "\nListen 127.0.0.1:" + s.secure + "\n"
	for _, module := range []string{"mpm_event", "authz_core", "alias", "headers", "socache_shmcb", "ssl", "proxy", "proxy_http"} {
		main += fmt.Sprintf("LoadModule %s_module %s/mod_%s.so\n", module, s.apacheModuleFolder, module)
	}
	if os.Getuid() == 0 {
		main += "User nobody\nGroup nogroup\n"
	}
	return main + text
}

// front is a web server that runs, with a sample of ours.
type front struct {
	samplePlace
	client *http.Client // goes to it for https://bearings.example.org
	said   *bytes.Buffer
	stop   func()
}

// inFront starts a web server before an address.
func inFront(t *testing.T, s server, upstream string) *front {
	t.Helper()
	program, err := exec.LookPath(s.program)
	if err != nil {
		t.Skipf("%s is not installed", s.name)
	}
	f := &front{samplePlace: samplePlace{
		folder: t.TempDir(), plain: freePort(t), secure: freePort(t), upstream: upstream, apacheModuleFolder: "/usr/lib/apache2/modules",
	}, said: &bytes.Buffer{}}
	trusted := f.certify(t)
	f.file = filepath.Join(f.folder, "sample")
	if err := os.WriteFile(f.file, []byte(s.altered(t, f.samplePlace, read(t, s.sample))), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	command := exec.CommandContext(ctx, program, s.arguments(f.samplePlace)...)
	command.Stdout, command.Stderr = f.said, f.said
	command.Env = append(os.Environ(), "XDG_CONFIG_HOME="+f.folder, "XDG_DATA_HOME="+f.folder)
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = 10 * time.Second
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = command.Wait(); close(ended) }()
	f.stop = func() { cancel(); <-ended }
	t.Cleanup(f.stop)
	dialer := &net.Dialer{}
	f.client = &http.Client{
		Transport: &http.Transport{
			TLSClientConfig: &tls.Config{RootCAs: trusted}, ForceAttemptHTTP2: true,
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				if _, port, _ := net.SplitHostPort(address); port == "80" {
					return dialer.DialContext(ctx, network, "127.0.0.1:"+f.plain)
				}
				return dialer.DialContext(ctx, network, "127.0.0.1:"+f.secure)
			},
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	f.awaited(t, ended)
	return f
}

// awaited returns when both doors are open.
func (f *front) awaited(t *testing.T, ended <-chan struct{}) {
	t.Helper()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for _, port := range []string{f.plain, f.secure} {
		for {
			connection, err := net.Dial("tcp", "127.0.0.1:"+port)
			if err == nil {
				connection.Close()
				break
			}
			select {
			case <-again.C:
			case <-ended:
				logs, _ := os.ReadFile(filepath.Join(f.folder, "main.log"))
				t.Fatalf("it does not start: %s%s", f.said, logs)
			}
		}
	}
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// certify writes a certificate for a test, and gives who trusts it.
func (f *front) certify(t *testing.T) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{"bearings.example.org"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	f.certificate, f.key = filepath.Join(f.folder, "certificate.pem"), filepath.Join(f.folder, "certificate.key")
	public := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	for name, data := range map[string][]byte{
		f.certificate: public, f.key: pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}),
	} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(public)
	return pool
}

// logs is all that the server wrote down. It has to be stopped before.
func (f *front) logs(t *testing.T) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(f.folder, "*.log"))
	if err != nil {
		t.Fatal(err)
	}
	all := f.said.String()
	for _, name := range names {
		all += read(t, name)
	}
	return all
}
