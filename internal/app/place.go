package app

import (
	"cmp"
	"encoding/hex"
	"net/url"
	"os"

	"bearings/internal/fault"
	"bearings/internal/installation"
)

// defaultData is the folder of the database where nobody names another.
const defaultData = "./data"

// place are the flags of commands that work with the database. What is empty is
// taken from the settings file.
type place struct {
	Settings             string `env:"BEARINGS_SETTINGS" placeholder:"FILE" help:"${help_serve_settings}"`
	Data                 string `env:"BEARINGS_DATA" placeholder:"DIR" help:"${help_place_data}"`
	Database             string `env:"BEARINGS_DATABASE" placeholder:"URL" help:"${help_place_database}"`
	DatabasePasswordFile string `env:"BEARINGS_DATABASE_PASSWORD_FILE" placeholder:"FILE" help:"${help_place_database_password_file}"`
	KeyFile              string `env:"BEARINGS_KEY_FILE" placeholder:"FILE" help:"${help_place_key_file}"`
}

// where is the database: a folder, or a PostgreSQL server.
type where struct {
	// Data is the folder of the SQLite database; empty for PostgreSQL.
	Data string
	// Database is a PostgreSQL URL without a password, which is in Password.
	Database string
	Password secret
	// Key has 32 bytes; nil leaves the SQLite database as it is.
	Key secret
}

// find reads the settings file and the secrets that it and the flags name.
func (p place) find() (where, installation.Installation, error) {
	own, err := settingsOf(p.Settings)
	if err != nil {
		return where{}, own, err
	}
	found, err := p.where(own.Serve)
	return found, own, err
}

// where is the database that the flags name, or the settings file, or the default.
// Flags that name a database leave aside the one of the file, but not its secrets.
func (p place) where(file installation.Serve) (where, error) {
	if err := p.check(); err != nil {
		return where{}, err
	}
	found := where{Data: p.Data, Database: p.Database}
	if p.Data == "" && p.Database == "" {
		found = where{Data: file.Data, Database: file.Database}
	}
	var err error
	if found.Database != "" {
		if p.KeyFile != "" {
			return where{}, fault.New(fault.Invalid, "place.key_alone")
		}
		found.Database = protected(found.Database)
		found.Password, err = readSecret(chosen(p.DatabasePasswordFile, "--database-password-file", file.PasswordFile, "database_password_file"))
		return found, err
	}
	if p.DatabasePasswordFile != "" || found.Data == "" && file.PasswordFile != "" {
		return where{}, fault.New(fault.Invalid, "place.password_alone")
	}
	found.Data = cmp.Or(found.Data, defaultData)
	found.Key, err = readKey(chosen(p.KeyFile, "--key-file", file.KeyFile, "key_file"))
	return found, err
}

// check looks at the flags by themselves.
func (p place) check() error {
	if p.Data != "" && p.Database != "" {
		return fault.New(fault.Invalid, "place.data_twice")
	}
	if p.Database != "" {
		if message := installation.DatabaseFault(p.Database); message != "" {
			return fault.New(fault.Invalid, message)
		}
	}
	return nil
}

// protected asks for a connection that can't be listened to nor taken over, where
// the server is another machine and nobody has said otherwise.
func protected(database string) string {
	u, err := url.Parse(database)
	if err != nil || u.Hostname() == "" || installation.IsLoopback(u.Hostname()) || os.Getenv("PGSSLMODE") != "" {
		return database
	}
	query := u.Query()
	if host := query.Get("host"); host != "" || query.Has("sslmode") {
		return database
	}
	query.Set("sslmode", "verify-full")
	u.RawQuery = query.Encode()
	return u.String()
}

// chosen is a flag's value, or else the settings file's, with the name of that one.
func chosen(flag, flagName, setting, settingName string) (value, name string) {
	if flag != "" {
		return flag, flagName
	}
	return setting, settingName
}

// readKey reads a key of 64 hexadecimal digits; setting is what named its file.
func readKey(name, setting string) (secret, error) {
	text, err := readSecret(name, setting)
	if err != nil || text == nil {
		return nil, err
	}
	key, err := hex.DecodeString(string(text))
	if err != nil || len(key) != keyBytes {
		return nil, fault.New(fault.Invalid, "secret.key", "Name", name, "Digits", 2*keyBytes)
	}
	return key, nil
}
