"""A local Slack: Web API, Socket Mode, HTTP delivery and what people see."""
