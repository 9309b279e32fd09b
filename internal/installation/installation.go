// Package installation is who runs a site, how they are reached, and how the
// program is run for them, as they say it themselves in a settings file. The
// pages every public service owes are filled in from it. What nobody has written
// stays empty: nothing is invented.
package installation

// Installation is one site. Its zero value is one that nobody has filled in.
type Installation struct {
	// Format is the format of the settings file, which Load has checked.
	Format string `yaml:"format"`
	// Example says that the details are made up, and every page filled in from
	// them says so too.
	Example bool `yaml:"example"`
	// Name is what the site calls itself.
	Name string `yaml:"name"`
	// Address is where it is reached: https://host, without a slash at its end.
	Address string `yaml:"address"`
	// Organisation runs the site, and Partnership is whom it is run for, with
	// its member organisations.
	Organisation string   `yaml:"organisation"`
	Partnership  string   `yaml:"partnership"`
	Members      []string `yaml:"members"`
	// Contact is for questions about the site.
	Contact        Contact        `yaml:"contact"`
	Accessibility  Accessibility  `yaml:"accessibility"`
	DataProtection DataProtection `yaml:"data_protection"`
	// InFront says what servers in front of the site, and those who look after
	// them, write down of a visit, and for how long.
	InFront string `yaml:"in_front"`
	// HelpNow are the numbers of the place to call about a child.
	HelpNow []Help `yaml:"help_now"`

	// Serve, Mail and SignIn are how the program is run.
	Serve  Serve  `yaml:"serve"`
	Mail   Mail   `yaml:"mail"`
	SignIn SignIn `yaml:"sign_in"`
}

// Contact is how somebody is reached.
type Contact struct {
	Email string `yaml:"email"`
	Phone string `yaml:"phone"`
	Post  string `yaml:"post"`
	// Hours is when the phone is answered.
	Hours string `yaml:"hours"`
}

// Any says whether there is a way to reach somebody.
func (c Contact) Any() bool { return c.Email != "" || c.Phone != "" || c.Post != "" }

// Accessibility is what an accessibility statement needs besides the checks.
type Accessibility struct {
	// Contact is for those who need a page in another form or report a barrier;
	// without one the site's own is used.
	Contact Contact `yaml:"contact"`
	// ReplyDays is how many working days an answer takes at the most.
	ReplyDays int `yaml:"reply_days"`
	// Reviewed is the day somebody last looked at the statement.
	Reviewed string `yaml:"reviewed"`
	// Audit is what people found who tested the site; nil where nobody has.
	Audit *Audit `yaml:"audit"`
	// Problems are those known of this site.
	Problems []Barrier `yaml:"problems"`
}

// Audit is a test of the site by people.
type Audit struct {
	By string `yaml:"by"`
	On string `yaml:"on"`
	// Status is one of Statuses.
	Status string `yaml:"status"`
}

// What an audit can find, in the words of the regulations.
const (
	Fully     = "fully"
	Partially = "partially"
	Not       = "not"
)

// Statuses are all that an audit can find.
var Statuses = []string{Fully, Partially, Not}

// Barrier is something on the site that keeps somebody from using it.
type Barrier struct {
	What string `yaml:"what"`
	// Criterion is the success criterion it fails: "1.1.1".
	Criterion string `yaml:"criterion"`
	// Instead is what can be used instead, and Mended when it will be put right.
	Instead string `yaml:"instead"`
	Mended  string `yaml:"mended"`
}

// DataProtection says who answers for personal data.
type DataProtection struct {
	Controller string `yaml:"controller"`
	// Officer is the data protection officer, by name or post.
	Officer string  `yaml:"officer"`
	Contact Contact `yaml:"contact"`
	// Basis is the lawful basis for what is done with data about visits.
	Basis string `yaml:"basis"`
}

// Help is somebody to call.
type Help struct {
	Name  string `yaml:"name"`
	Phone string `yaml:"phone"`
	// When is when they answer.
	When string `yaml:"when"`
}

// ForAccess is the contact of those who can't use a page.
func (i Installation) ForAccess() Contact {
	if i.Accessibility.Contact.Any() {
		return i.Accessibility.Contact
	}
	return i.Contact
}

// ForData is the contact of those who ask about their data.
func (i Installation) ForData() Contact {
	if i.DataProtection.Contact.Any() {
		return i.DataProtection.Contact
	}
	return i.Contact
}
