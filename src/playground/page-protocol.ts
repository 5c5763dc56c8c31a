import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10';

/**
 * What the playground's page and its server say to each other over the WebSocket at `/page`, one JSON object a
 * message. Messages and commands have Discord's own shapes, so that the page renders what Discord would.
 */
export type PageRequest =
  /** Runs a slash command as the page's member. `options` holds typed values by name. */
  | {
      readonly type: 'command';
      readonly nonce: string;
      readonly name: string;
      readonly subcommand?: string;
      readonly options: Readonly<Record<string, string | number | boolean>>;
    }
  /** Asks for the choices of the option being typed. */
  | {
      readonly type: 'autocomplete';
      readonly nonce: string;
      readonly name: string;
      readonly subcommand?: string;
      readonly options: Readonly<Record<string, string | number | boolean>>;
      readonly focused: string;
    }
  | { readonly type: 'press'; readonly nonce: string; readonly message: string; readonly customId: string };

export type PageEvent =
  /** Sent once on connecting, and again when the bot registers its commands. */
  | {
      readonly type: 'state';
      readonly guild: { readonly id: string; readonly name: string };
      readonly channels: readonly { readonly id: string; readonly name: string }[];
      /** The channel that the page shows. */
      readonly channel: string;
      readonly member: { readonly id: string; readonly name: string };
      readonly bot: { readonly id: string; readonly name: string; readonly online: boolean };
      readonly commands: readonly APIApplicationCommand[];
      readonly messages: readonly APIMessage[];
    }
  | { readonly type: 'message'; readonly change: 'create' | 'update'; readonly message: APIMessage }
  | { readonly type: 'message'; readonly change: 'delete'; readonly id: string }
  | { readonly type: 'presence'; readonly online: boolean }
  | {
      readonly type: 'choices';
      readonly nonce: string;
      readonly choices: readonly { name: string; value: string | number }[];
    }
  /** The interaction was acknowledged, or was not within 3 seconds ("The application did not respond"). */
  | { readonly type: 'interaction'; readonly nonce: string; readonly outcome: 'acknowledged' | 'failed' };
