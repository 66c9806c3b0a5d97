package main

import "leadpact/internal/clock"

type serveCommand struct {
	EnvFile string `help:"File with settings; the environment wins over it. The file .env unless told, if there is one." placeholder:"FILE"`
}

// Run serves a Slack workspace until the program is told to stop.
func (c serveCommand) Run(p *program) error {
	environ, err := environment(p.env, c.EnvFile)
	if err != nil {
		return err
	}
	s, err := readSettings(environ)
	warnOfStrays(newLog(p.stderr, s.level), strays(p.env, c.EnvFile))
	if err != nil {
		return err
	}
	return serveWith(p, s, &clock.Clock{})
}

// serveWith serves by settings that are complete, with the domain's clock.
func serveWith(p *program, s settings, clk *clock.Clock) error {
	log := newLog(p.stderr, s.level)
	l, err := listen(p.ctx, s.Addr)
	if err != nil {
		return err
	}
	a, err := start(p.ctx, s, clk, log)
	defer a.stop()
	if err != nil {
		return errorsWithClose(err, l)
	}
	web := serveHTTP(l, a.routes(), log)
	if s.SigningSecret != "" && !s.overHTTP() {
		log.Warn("SLACK_SIGNING_SECRET is not used, since SLACK_APP_TOKEN is set: Slack comes over Socket Mode")
	}
	log.Info("leadpact serves", "address", l.Addr().String(), "store", storeKind(s.Store), "command", s.Command)
	if s.IntakeToken == "" {
		log.Warn("LEADPACT_INTAKE_TOKEN is not set: POST /v1/leads is closed")
	}
	var trouble error
	select {
	case <-p.ctx.Done():
		log.Info("stopping: what is under way is carried through")
	case trouble = <-a.failed:
	case trouble = <-web.ended:
	}
	if err := web.shutdown(p.ctx, requestTime); err != nil {
		log.Warn("some requests were cut off", "error", err)
	}
	return trouble
}
