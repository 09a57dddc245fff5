import type { Officer } from "../../http/units";

export const officerName = (officer: Officer) => officer.person?.full_name ?? officer.full_name ?? "";
