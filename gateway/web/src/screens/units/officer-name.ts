import type { Officer } from "../../http/types";

export const officerName = (officer: Officer) => officer.person.full_name;
