/** An answer of Discord's that is an error: an HTTP status and Discord's JSON error code. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrorTree | undefined;

  constructor(status: number, code: number, message: string, errors?: FormErrorTree) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  /** The body that Discord sends: `{message, code, errors?}`. */
  toBody(): object {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

/** Discord's nesting of form errors: keys are field names and array indices. */
export interface FormErrorTree {
  [key: string]: FormErrorTree | { code: string; message: string }[];
}

const KNOWN = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  methodNotAllowed: [405, 0, '405: Method Not Allowed'],
  unknownApplication: [404, 10_002, 'Unknown Application'],
  unknownChannel: [404, 10_003, 'Unknown Channel'],
  unknownGuild: [404, 10_004, 'Unknown Guild'],
  unknownMember: [404, 10_007, 'Unknown Member'],
  unknownMessage: [404, 10_008, 'Unknown Message'],
  unknownUser: [404, 10_013, 'Unknown User'],
  unknownWebhook: [404, 10_015, 'Unknown Webhook'],
  unknownInteraction: [404, 10_062, 'Unknown interaction'],
  unknownCommand: [404, 10_063, 'Unknown application command'],
  tooManyCommands: [400, 30_032, 'Maximum number of application commands reached (100)'],
  alreadyAcknowledged: [400, 40_060, 'Interaction has already been acknowledged.'],
  tagRequired: [400, 40_067, 'A tag is required to create a forum post in this channel'],
  missingAccess: [403, 50_001, 'Missing Access'],
  notTheAuthor: [403, 50_005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50_006, 'Cannot send an empty message'],
  notATextChannel: [400, 50_008, 'Cannot send messages in a non-text channel'],
  unknownTag: [404, 10_087, 'Unknown tag'],
  wrongChannelType: [400, 50_024, 'Cannot execute action on this channel type'],
  missingPermissions: [403, 50_013, 'Missing Permissions'],
  invalidWebhookToken: [401, 50_027, 'Invalid Webhook Token'],
  threadArchived: [400, 50_083, 'Thread is archived'],
  invalidJson: [400, 50_109, 'The request body contains invalid JSON.'],
  serverFault: [500, 0, '500: Internal Server Error'],
} as const satisfies Record<string, readonly [number, number, string]>;

/** One of Discord's documented errors, by name. */
export function apiError(name: keyof typeof KNOWN): ApiError {
  const [status, code, message] = KNOWN[name];
  return new ApiError(status, code, message);
}

export type FormPath = readonly (string | number)[];

/** Collects what is wrong with a request's body; all of it goes into one 50035, as Discord does. */
export class FormErrors {
  readonly #tree: FormErrorTree = {};
  #count = 0;

  /** Notes one fault at `path`; the same place may have several. */
  add(path: FormPath, code: string, message: string): void {
    this.#count += 1;
    let node = this.#tree;
    for (const key of path) {
      const next = node[key];
      const child: FormErrorTree = next && !Array.isArray(next) ? next : {};
      node[key] = child;
      node = child;
    }
    const faults = Array.isArray(node._errors) ? node._errors : [];
    node._errors = [...faults, { code, message }];
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Throws 50035 "Invalid Form Body" if anything was noted. */
  throwIfAny(): void {
    if (!this.isEmpty) throw new ApiError(400, 50_035, 'Invalid Form Body', this.#tree);
  }
}
