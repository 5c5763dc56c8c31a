import type {
  APIApplicationCommand,
  APIMessage,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';

/**
 * What the playground's page and its server say to each other over the WebSocket at `/page`, one JSON object a
 * message. Messages and commands have Discord's own shapes, so that the page renders what Discord would.
 * `nonce` is chosen by the page; whatever answers a request carries its nonce.
 */
export type PageRequest =
  /** Runs a slash command as the page's member. */
  | ({ readonly type: 'command'; readonly nonce: string } & CommandInput)
  /** Asks for the choices of the option being typed. */
  | ({ readonly type: 'autocomplete'; readonly nonce: string; readonly focused: string } & CommandInput)
  /** Uses a command of a message's menu on it. */
  | {
      readonly type: 'message-command';
      readonly nonce: string;
      readonly message: string;
      readonly name: string;
    }
  /** Says something in a channel, as members do among each other. */
  | { readonly type: 'post'; readonly nonce: string; readonly channel: string; readonly content: string }
  | { readonly type: 'press'; readonly nonce: string; readonly message: string; readonly customId: string }
  /** Sends a form that was filled in; `interaction` is the one that was answered with it. */
  | {
      readonly type: 'submit';
      readonly nonce: string;
      readonly interaction: string;
      readonly values: Readonly<Record<string, string>>;
    };

/** A slash command as filled in so far. `options` holds typed values by name; a channel's value is its id. */
export interface CommandInput {
  readonly channel: string;
  readonly name: string;
  readonly subcommand?: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

export interface PageChannel {
  readonly id: string;
  readonly name: string;
  readonly topic?: string;
}

export interface PageChoice {
  readonly name: string;
  readonly value: string | number;
}

/** A form that the bot shows in answer to an interaction. */
export interface PageForm {
  readonly interaction: string;
  readonly modal: APIModalInteractionResponseCallbackData;
}

export type PageEvent =
  /** Sent once on connecting: all that the page shows. `messages` is oldest first and covers every channel. */
  | {
      readonly type: 'state';
      readonly guild: { readonly id: string; readonly name: string };
      readonly channels: readonly PageChannel[];
      readonly member: { readonly id: string; readonly name: string };
      readonly bot: { readonly id: string; readonly name: string; readonly online: boolean };
      readonly commands: readonly APIApplicationCommand[];
      readonly messages: readonly APIMessage[];
    }
  /** The bot has registered other commands. */
  | { readonly type: 'commands'; readonly commands: readonly APIApplicationCommand[] }
  | { readonly type: 'message'; readonly change: 'create' | 'update'; readonly message: APIMessage }
  | { readonly type: 'message'; readonly change: 'delete'; readonly id: string }
  | { readonly type: 'presence'; readonly online: boolean }
  | { readonly type: 'choices'; readonly nonce: string; readonly choices: readonly PageChoice[] }
  /** The interaction was acknowledged, or was not within 3 seconds ("The application did not respond"). */
  | {
      readonly type: 'interaction';
      readonly nonce: string;
      readonly outcome: 'acknowledged' | 'failed';
      readonly form?: PageForm;
    }
  /** The request could not be understood; nothing was done. Its nonce, where it had one. */
  | { readonly type: 'refused'; readonly nonce?: string; readonly reason: string };
