/** Shapes of the HTTP API, as the client reads them. The server decides; these only name what arrives. */

export interface UnitRef {
  id: string;
  name: string;
  level?: string;
  /** Of a unit whose name others bear too. */
  parent_name?: string | null;
}

export interface PersonRef {
  id: string | null;
  full_name: string;
  code?: string | null;
}

export interface Refusal {
  code: string;
  text: string;
  mend?: string | null;
}

export interface Page<T> {
  items: T[];
  next: string | null;
  total: number | null;
  /** Of a list that several services answer: those that could not be asked. */
  missing?: string[];
}

export interface Position {
  id?: string | null;
  role: string;
  unit: UnitRef;
  code: string;
  title: string;
  until: string | null;
}

export interface Me {
  person: { id: string; code: string | null; full_name: string; unit: UnitRef | null };
  positions: Position[];
  can: string[];
  /** required: the rule asks for it and it is not on yet; until then no office is acted for. */
  second_factor?: { on: boolean; required: boolean };
}

/** Somebody looked at data of the reader's. */
export interface Access {
  id: string;
  seen_at: string;
  how: string;
  /** Titles of the groups of fields. */
  what: string[];
  viewer: { id: string; full_name: string | null };
  unit: UnitRef | null;
}

export interface Invitation {
  name?: string;
  full_name?: string;
  unit?: UnitRef | null;
  expires_at?: string | null;
}

export type Widget =
  | "text"
  | "textarea"
  | "day"
  | "month"
  | "number"
  | "choice"
  | "unit"
  | "person"
  | "people"
  | "votes"
  | "file"
  | "bool"
  | "radio"
  | "meeting";

export interface Schema {
  type?: string | string[];
  title?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: (string | number | boolean | null)[];
  default?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  readOnly?: boolean;
  /** The control; the server's other words for one ("select", "stepper", "date", "checkbox") are understood too. */
  "x-widget"?: string;
  /** Shown only while other fields have one of these values. */
  "x-when"?: Record<string, unknown[]>;
  /** Shown only while other fields hold a day after these. */
  "x-when-after"?: Record<string, string>;
  /** Of a whole form: the short pages on which it is asked. */
  "x-pages"?: { title: string; groups: string[] }[];
  /** Of a whole form: groups that few people need. */
  "x-folded"?: string[];
  /** The move before which it must be filled in. */
  "x-needed"?: string;
  "x-order"?: number;
  "x-group"?: string;
  /** Media types that a file may have. */
  "x-accept"?: string[];
  "x-anywhere"?: boolean;
  /** A day long past: today is no answer. */
  "x-past"?: boolean;
  /** Days that are chosen by a tap. */
  "x-suggested"?: { label: string; on: string }[];
  /** The keyboard that a phone shows. */
  "x-keyboard"?: string;
  /** Whole rows to choose from: where they stand, in groups, and the field that names the group. */
  "x-proposed"?: { at: string; by: string };
  "x-labels"?: Record<string, string> | string[];
}

export interface Action {
  action: string;
  label: string;
  form_schema?: Schema | null;
  primary?: boolean;
  place?: "recommended" | "other" | "destructive";
  destructive?: boolean;
  needs_note?: boolean;
  /** In short lists: the move has a form that is not sent along. */
  asks?: boolean;
  consequences?: string[];
}

export interface RefusedAction {
  action: string;
  label: string;
  refusals: Refusal[];
}

export interface Choice {
  code: string;
  title: string;
}

export interface Card {
  id?: string;
  has_photo?: boolean;
  code: string | null;
  card_no: string | null;
  full_name: string;
  unit: UnitRef | null;
  state: string;
  state_title?: string;
  qr: string;
}

export interface SessionItem {
  id: string;
  device: string | null;
  created_at: string;
  seen_at: string | null;
  current: boolean;
}
