package blockkit

// Which element may stand where, by the names of their types.

func singleSelects() []string {
	return []string{"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
}

func multiSelects() []string {
	return []string{
		"multi_static_select", "multi_external_select", "multi_users_select",
		"multi_conversations_select", "multi_channels_select",
	}
}

// choosers stand in sections, actions and inputs alike.
func choosers() []string {
	return []string{"checkboxes", "radio_buttons", "datepicker", "timepicker"}
}

func actionsElement() rule {
	return oneOf(singleSelects(), multiSelects(), choosers(),
		[]string{"button", "overflow", "datetimepicker", "workflow_button", "rich_text_input"})
}

func accessory() rule {
	return oneOf(singleSelects(), multiSelects(), choosers(),
		[]string{"button", "overflow", "image", "workflow_button"})
}

func inputElement() rule {
	return oneOf(singleSelects(), multiSelects(), choosers(), []string{
		"datetimepicker", "plain_text_input", "email_text_input", "url_text_input",
		"number_input", "file_input", "rich_text_input",
	})
}

// elementOn keeps the few elements that belong to one surface in their place.
func elementOn(kind string, on surface) bool {
	switch kind {
	case "file_input":
		return on == onModal
	case "workflow_button":
		return on == onMessage
	default:
		return true
	}
}
