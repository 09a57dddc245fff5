/** A form as the server draws it: a JSON Schema with words of our own, by `services/workflows/domain/forms.py`. */
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
