package doctor

// The groups, as they are printed.
const (
	groupSettings = "Settings"
	groupStore    = "Store"
	groupSlack    = "Slack"
	groupLine     = "Socket Mode"
	groupHTTP     = "Slack over HTTP"
	groupClock    = "Clock"
	groupIntake   = "Where leads come in"
)

// The checks that others name.
const (
	settingsFile = "settings file"
	botToken     = "bot token"
	salesChannel = "sales channel"
	appToken     = "app token"
	publicURL    = "public address"
	theStore     = "store"
	testCard     = "test card"
)

// table is every check, in order. The store comes before the socket, which asks
// whether a bot is at work.
func (e *exam) table() []check {
	all := []check{
		{groupSettings, settingsFile, nil, one((*exam).file)},
		{groupSettings, "settings", []string{settingsFile}, (*exam).settings},
		{groupSettings, "other names", []string{settingsFile}, (*exam).strays},
		{groupSettings, "secret files", []string{settingsFile}, (*exam).secrets},

		{groupStore, theStore, []string{settingsFile, "LEADPACT_STORE"}, (*exam).store},

		{groupSlack, botToken, []string{settingsFile, "SLACK_BOT_TOKEN", "SLACK_API_URL"}, one((*exam).token)},
		{groupSlack, "scopes", []string{botToken}, one((*exam).scopes)},
		{groupSlack, salesChannel, []string{botToken, "LEADPACT_SALES_CHANNEL"}, one((*exam).sales)},
		{groupSlack, "managers' channel", []string{botToken}, one((*exam).managers)},
		{groupSlack, "slash command", []string{botToken, "LEADPACT_COMMAND"}, one((*exam).command)},
		{groupSlack, "cards", []string{botToken}, one((*exam).blocks)},
		{groupSlack, testCard, []string{botToken, salesChannel}, one((*exam).post)},
	}
	all = append(all, e.transport()...)
	return append(
		all,
		check{groupClock, "clock", []string{settingsFile, "SLACK_BOT_TOKEN", "SLACK_API_URL"}, one((*exam).clock)},
		check{groupClock, "time zone", []string{settingsFile, "LEADPACT_TIMEZONE"}, one((*exam).zone)},
		check{groupIntake, "address", []string{settingsFile, "LEADPACT_ADDR"}, one((*exam).address)},
		check{groupIntake, "leads by JSON", []string{settingsFile}, one((*exam).intake)},
		check{groupIntake, "leads by HubSpot", []string{settingsFile, "LEADPACT_PUBLIC_URL"}, one((*exam).hubspot)},
	)
}

// transport is how Slack reaches the program.
func (e *exam) transport() []check {
	if e.o.Settings.OverHTTP {
		return []check{
			{groupHTTP, publicURL, []string{settingsFile, "LEADPACT_PUBLIC_URL"}, one((*exam).public)},
			{groupHTTP, "signatures", []string{settingsFile, publicURL, "LEADPACT_PUBLIC_URL"}, one((*exam).door)},
		}
	}
	return []check{
		{groupLine, appToken, []string{settingsFile, "SLACK_APP_TOKEN", "SLACK_API_URL"}, one((*exam).open)},
		{groupLine, "socket", []string{appToken}, one((*exam).greet)},
	}
}
