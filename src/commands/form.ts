/** A form that a member fills in before a command can do its work: 1 to 5 fields, each named once. */
export interface Form {
  /** At most 45 characters. */
  readonly title: string;
  /** Which of its command's `forms` takes what is filled in. */
  readonly name: string;
  readonly fields: readonly FormField[];
}

export interface FormField {
  readonly name: string;
  /** At most 45 characters. */
  readonly label: string;
  /** At most 100 characters. */
  readonly hint?: string;
  /** In UTF-16 units; a form of Discord's holds 4,000 at most in one field. */
  readonly longest: number;
  /** Room for several lines. */
  readonly isLong?: boolean;
  readonly isRequired?: boolean;
  /** What stands in it when it is opened; nothing where it is empty or longer than `longest`. */
  readonly value?: string;
}

/** What was filled in, by the names of the fields, as the client sent it: validate it again. */
export type FormValues = Readonly<Record<string, string>>;
