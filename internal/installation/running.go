package installation

// Serve is how the program is run. What is given when it is started goes first.
// Nothing secret stands here: secrets are in files of their own, named here.
type Serve struct {
	// Listen is host:port.
	Listen string `yaml:"listen"`
	// Data is the folder of the SQLite database; Database is a PostgreSQL URL in
	// its place, without a password.
	Data         string `yaml:"data"`
	Database     string `yaml:"database"`
	PasswordFile string `yaml:"database_password_file"`
	// KeyFile holds the key the SQLite database is encrypted with.
	KeyFile string `yaml:"key_file"`
	// Certificate and CertificateKey are PEM files, both or none.
	Certificate    string `yaml:"certificate"`
	CertificateKey string `yaml:"certificate_key"`
	// TrustProxy says that every request comes through a proxy that says who
	// asked and how.
	TrustProxy bool `yaml:"trust_proxy"`
	// Metrics is host:port on this machine; empty for none.
	Metrics string `yaml:"metrics"`
}

// How mail is kept from being read on its way.
const (
	MailTLS      = "tls"
	MailStartTLS = "starttls"
	MailPlain    = "none"
)

// mailPorts are where mail is taken in when nothing else is said.
var mailPorts = map[string]int{MailTLS: 465, MailStartTLS: 587, MailPlain: 25}

// Mail is where messages go: to a mail server, or without a host to a folder.
type Mail struct {
	Host string `yaml:"host"`
	Port int    `yaml:"port"`
	// Security is one of MailTLS, MailStartTLS and MailPlain; Load fills it in.
	Security     string `yaml:"security"`
	User         string `yaml:"user"`
	PasswordFile string `yaml:"password_file"`
	// From is the address that messages come from.
	From   string `yaml:"from"`
	Outbox string `yaml:"outbox"`
}

// SignIn is how people may sign in besides passkeys.
type SignIn struct {
	// EmailCodes is nil where nothing is said; ask ByCode.
	EmailCodes *bool    `yaml:"email_codes"`
	Issuers    []Issuer `yaml:"issuers"`
}

// ByCode says whether a code sent by e-mail may sign somebody in.
func (s SignIn) ByCode() bool { return s.EmailCodes == nil || *s.EmailCodes }

// Issuer is an OpenID provider.
type Issuer struct {
	// ID is the last part of an address of ours, Name what the button says, and
	// Issuer the exact URL that stands in its tokens.
	ID               string `yaml:"id"`
	Name             string `yaml:"name"`
	Issuer           string `yaml:"issuer"`
	ClientID         string `yaml:"client_id"`
	ClientSecretFile string `yaml:"client_secret_file"`
}
