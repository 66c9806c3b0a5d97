package main

import (
	"cmp"
	"io"
	"os"
	"runtime"
	"slices"

	"github.com/mattn/go-isatty"

	"leadpact/bot/manifest"
	"leadpact/bot/webapi"
	"leadpact/internal/doctor"
)

type doctorCommand struct {
	EnvFile string `help:"File with settings; the environment wins over it. The file .env unless told, if there is one." placeholder:"FILE"`
	Post    bool   `help:"Also post the sample card to the sales channel, marked as a test, and delete it again."`
	JSON    bool   `help:"Print what was found as JSON, for programs." name:"json"`
}

// Run looks at everything that serve needs. Without --post nothing is changed
// anywhere.
func (c doctorCommand) Run(p *program) error {
	s, told := c.settings(p)
	slack := webapi.NewInspector(webapi.Options{BotToken: s.BotToken, AppToken: s.AppToken, URL: s.SlackURL, Rate: 1})
	defer slack.CloseIdle()
	web := newPublicWeb(told.PublicURL)
	defer web.http.CloseIdleConnections()
	watcher, end := c.printing(p)
	report := doctor.Examine(p.ctx, doctor.Options{
		Settings: told, Scopes: neededScopes(), Post: c.Post,
		Slack: slackEyes{slack}, Line: slackLine{slack}, Cards: slackCards{slack}, Shelf: shelf{s.Store}, Ground: ground{}, Web: web,
	}, watcher)
	if err := end(report); err != nil {
		return err
	}
	switch {
	case report.BadSettings:
		return &alreadySaid{exitInput}
	case !report.OK():
		return &alreadySaid{exitFailed}
	}
	return nil
}

// printing is how findings are shown: as they come, with colours and progress on
// a terminal alone, or all as JSON in the end.
func (c doctorCommand) printing(p *program) (doctor.Watcher, func(doctor.Report) error) {
	if c.JSON {
		return unseen{}, func(r doctor.Report) error { return r.JSON(p.stdout) }
	}
	live := isTerminal(p.stdout) && variable(p.env, "TERM") != "dumb"
	printer := &doctor.Printer{W: p.stdout, Live: live, Colour: live && variable(p.env, "NO_COLOR") == ""}
	return printer, func(r doctor.Report) error { printer.End(r); return nil }
}

// unseen shows nothing.
type unseen struct{}

func (unseen) Begin(string, string)        {}
func (unseen) Show(string, doctor.Finding) {}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && runtime.GOOS != "windows" && isatty.IsTerminal(f.Fd())
}

// variable is one variable of the environment; the last one counts.
func variable(environ []string, name string) string {
	for _, kv := range slices.Backward(environ) {
		if len(kv) > len(name) && kv[:len(name)+1] == name+"=" {
			return kv[len(name)+1:]
		}
	}
	return ""
}

func neededScopes() []doctor.Scope {
	var all []doctor.Scope
	for _, s := range manifest.Scopes() {
		all = append(all, doctor.Scope(s))
	}
	return all
}

// settings are those that serve would use, and what there is to say about them.
func (c doctorCommand) settings(p *program) (settings, doctor.Settings) {
	environ, err := environment(p.env, c.EnvFile)
	if err != nil {
		return settings{}, doctor.Settings{File: unreadable(err)}
	}
	given := secretFiles(environ)
	s, faults := understood(environ)
	return s, doctor.Settings{
		File: settingsFrom(cmp.Or(c.EnvFile, ".env")), Findings: faultsFound(&s, faults), Secrets: given,
		SlackURL: s.SlackURL, SalesChannel: s.SalesChannel, ManagersChannel: s.ManagersChannel, Command: s.Command, Zone: s.zone,
		Addr: s.Addr, OverHTTP: s.overHTTP(), PublicURL: trimmedURL(s.PublicURL), Intake: s.IntakeToken != "", WeakIntake: weakness(s.IntakeToken),
		HubSpot: s.HubSpotSecret != "", Strays: straysFound(strays(p.env, c.EnvFile)),
	}
}
