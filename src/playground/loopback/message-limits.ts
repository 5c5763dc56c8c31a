import { MessageFlags } from 'discord-api-types/v10';
import { ApiError, apiError, FormErrors } from './api-error.ts';
import { checkComponents } from './component-limits.ts';
import { walkComponents } from './components.ts';
import { checkEmbeds } from './embed-limits.ts';
import { type Form, readForm, readInteger, readText } from './form.ts';
import { checkAllowedMentions } from './mentions.ts';

/** Which flags a bot may set when it makes a message through each door; others are ignored, as Discord does. */
export const SETTABLE_FLAGS = {
  channel:
    MessageFlags.SuppressEmbeds |
    MessageFlags.SuppressNotifications |
    MessageFlags.IsVoiceMessage |
    MessageFlags.IsComponentsV2,
  interaction:
    MessageFlags.SuppressEmbeds |
    MessageFlags.Ephemeral |
    MessageFlags.SuppressNotifications |
    MessageFlags.IsVoiceMessage |
    MessageFlags.IsComponentsV2,
  /** A deferred reply takes its look from the later edit: only its privacy is decided now. */
  deferral: MessageFlags.Ephemeral,
  edit: MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2,
} as const;

/** What was in a message before an edit. */
export interface Earlier {
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly unknown[];
  readonly flags: number;
}

const NOTHING_EARLIER: Earlier = { content: '', embeds: [], components: [], flags: 0 };

const LEGACY_FIELDS = ['content', 'embeds', 'poll', 'sticker_ids'] as const;

/**
 * Checks the body of a new or edited message against Discord's documented limits and gives it back as a form.
 * Throws 50035 naming every fault, 50006 when nothing would be shown, 500 for what Discord cannot store.
 */
export function checkMessage(body: unknown, earlier: Earlier = NOTHING_EARLIER): Form {
  const errors = new FormErrors();
  const form = readForm(body, [], errors);
  const flags = readInteger(form.flags, ['flags'], errors, [0, 2 ** 31 - 1]) ?? earlier.flags;
  const v2 = Boolean((flags | earlier.flags) & MessageFlags.IsComponentsV2);
  if (earlier.flags & MessageFlags.IsComponentsV2 && !(flags & MessageFlags.IsComponentsV2)) {
    const message = 'The IS_COMPONENTS_V2 flag cannot be removed from a message.';
    errors.add(['flags'], 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG', message);
  }
  readText(form.content, ['content'], errors, [0, 2000]);
  checkEmbeds(form.embeds, errors);
  checkComponents(form.components, v2, errors);
  checkAllowedMentions(form.allowed_mentions, errors);
  checkNonce(form, errors);
  if (v2) checkNoLegacyFields(form, earlier, errors);
  errors.throwIfAny();
  checkNotEmpty(form, v2, earlier);
  if (v2) checkStoredSize(form.components);
  return form;
}

function checkNonce(form: Form, errors: FormErrors): void {
  const { nonce } = form;
  if (nonce === undefined || nonce === null) return;
  if (typeof nonce !== 'string' && !Number.isInteger(nonce)) {
    errors.add(['nonce'], 'NONCE_TYPE_CONVERT', 'This field must be a string or integer.');
  } else if (String(nonce).length > 25) {
    errors.add(['nonce'], 'NONCE_TYPE_TOO_LONG', 'Must be 25 or fewer in length.');
  }
}

/** What a message keeps counts too: turning one into V2 needs its old content set to null in the same edit. */
function checkNoLegacyFields(form: Form, earlier: Earlier, errors: FormErrors): void {
  const kept: Form = { content: earlier.content, embeds: earlier.embeds };
  for (const field of LEGACY_FIELDS) {
    const value = form[field] === undefined ? kept[field] : form[field];
    const isSet = Array.isArray(value) ? value.length > 0 : Boolean(value);
    if (!isSet) continue;
    const message = `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    errors.add([field], 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
  }
}

function checkNotEmpty(form: Form, v2: boolean, earlier: Earlier): void {
  const after = (field: 'content' | 'embeds' | 'components'): unknown =>
    form[field] === undefined ? earlier[field] : form[field];
  const holds = (value: unknown): boolean =>
    Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value.trim() !== '';
  const shown = v2 ? [after('components')] : [after('content'), after('embeds'), after('components')];
  const attached = [form.poll, form.sticker_ids, form.attachments].some(Boolean);
  if (!attached && !shown.some(holds)) throw apiError('emptyMessage');
}

/**
 * Discord answers 500 when the texts' UTF-8 bytes plus 12 for each pass 10,170, which 4000 characters outside
 * Latin and its neighbours do. Source: discord/discord-api-docs, issue 8554.
 */
function checkStoredSize(components: unknown): void {
  const texts = walkComponents(components).filter((component) => typeof component.content === 'string');
  const size = texts.reduce((sum, { content }) => sum + 12 + Buffer.byteLength(String(content)), 0);
  if (size > 10_170) throw new ApiError(500, 0, '500: Internal Server Error');
}
