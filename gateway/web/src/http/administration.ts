import type { Action, UnitRef } from "./types";

interface Person {
  id: string;
  full_name: string;
  code: string | null;
}

export type AccountState = "open" | "invited" | "locked" | "none";

export interface AccountItem {
  id: string;
  person: Person;
  unit: UnitRef | null;
  unit_above: string | null;
  offices: string[];
  state: AccountState;
  state_title: string;
  is_admin: boolean;
  second_factor: boolean;
  devices: number;
  seen_at: string | null;
  locked_at: string | null;
  invited_until: string | null;
  allowed_actions: Action[];
}

export interface FailedMessage {
  id: string;
  reader: string;
  key: string;
  fault: string;
  tries: number;
  failed_at: string;
  next_try_at: string | null;
  dead: boolean;
}

interface ServiceHealth {
  name: string;
  answers: boolean;
  messages: FailedMessage[];
}

export interface SystemHealth {
  items: ServiceHealth[];
  /** Messages that killed their readers; null while the broker is away. */
  set_aside: number | null;
}

export interface AuditItem {
  id: string;
  at: string;
  action: string;
  title: string;
  who: Person | null;
  /** Nobody was signed in: an applicant through a link. Where nobody is named otherwise, the system did it itself. */
  is_anonymous: boolean;
  offices: string[];
  subject: string | null;
  unit: UnitRef | null;
  changed: string[];
  reason: string | null;
}

export interface PermissionItem {
  action: string;
  title: string;
  allowed: boolean;
}

export interface Explanation {
  action: string;
  title: string;
  allowed: boolean;
  text: string;
  rules: { text: string; held: string[] }[];
}

export interface InvitableMember {
  id: string;
  person: Person;
  state: AccountState;
  state_title: string;
  invited_until: string | null;
  refused: string | null;
}

export interface Slip {
  id: string;
  full_name: string;
  login: string | null;
  link: string;
  expires_at: string;
}

export interface Slips {
  unit: UnitRef;
  items: Slip[];
  pdf: string | null;
}
