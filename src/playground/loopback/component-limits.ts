import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { FormErrors, FormPath } from './api-error.ts';
import {
  countCharacters,
  type Form,
  isForm,
  readChoice,
  readForm,
  readInteger,
  readList,
  readText,
} from './form.ts';
import { checkSelect } from './select-limits.ts';
import { checkUrl } from './url-limits.ts';

const SELECTS: readonly ComponentType[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

/** What may stand in a container, and in a message beside containers. */
const BLOCKS = [
  ComponentType.ActionRow,
  ComponentType.Section,
  ComponentType.TextDisplay,
  ComponentType.MediaGallery,
  ComponentType.File,
  ComponentType.Separator,
] as const satisfies readonly ComponentType[];

/** What may stand directly in each place. Source: Discord's component reference. */
const ALLOWED = {
  legacy: [ComponentType.ActionRow],
  message: [...BLOCKS, ComponentType.Container],
  container: BLOCKS,
  row: [ComponentType.Button, ...SELECTS],
  section: [ComponentType.TextDisplay],
  accessory: [ComponentType.Button, ComponentType.Thumbnail],
} as const satisfies Record<string, readonly ComponentType[]>;

type Place = keyof typeof ALLOWED;

const MAX_COMPONENTS = 40;
const MAX_TEXT = 4000;

/** Everything counted over a whole message while its components are walked. */
interface Tally {
  readonly errors: FormErrors;
  readonly customIds: Set<string>;
  readonly ids: Set<number>;
  components: number;
  text: number;
}

/** Checks a message's components against Discord's limits; `v2` is whether it has the IS_COMPONENTS_V2 flag. */
export function checkComponents(value: unknown, v2: boolean, errors: FormErrors): void {
  const tally: Tally = { errors, customIds: new Set(), ids: new Set(), components: 0, text: 0 };
  const path = ['components'];
  const list = readList(value, path, errors, [0, v2 ? MAX_COMPONENTS : 5]);
  checkEach(list, path, v2 ? 'message' : 'legacy', tally);
  if (tally.components > MAX_COMPONENTS) {
    const message = `The total number of components exceeds the maximum (${MAX_COMPONENTS}).`;
    errors.add(path, 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message);
  }
  if (tally.text > MAX_TEXT) {
    const message = `The total displayable text size of components exceeds the maximum (${MAX_TEXT}).`;
    errors.add(path, 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
  }
}

function checkEach(list: readonly unknown[], path: FormPath, place: Place, tally: Tally): void {
  for (const [index, item] of list.entries()) checkComponent(item, [...path, index], place, tally);
}

function checkComponent(value: unknown, path: FormPath, place: Place, tally: Tally): void {
  const form = readForm(value, path, tally.errors);
  tally.components += 1;
  const type = readChoice<ComponentType>(form.type, [...path, 'type'], tally.errors, ALLOWED[place]);
  checkId(form, path, tally);
  if (type === undefined) return;
  if (type === ComponentType.ActionRow) checkRow(form, path, tally);
  else if (type === ComponentType.Container) checkContainer(form, path, tally);
  else if (type === ComponentType.Section) checkSection(form, path, tally);
  else if (type === ComponentType.TextDisplay) checkTextDisplay(form, path, tally);
  else if (type === ComponentType.Separator) checkSeparator(form, path, tally);
  else if (type === ComponentType.Button) checkButton(form, path, tally);
  else if (type === ComponentType.MediaGallery) checkGallery(form, path, tally);
  else if (type === ComponentType.Thumbnail) checkMedia(form, path, tally);
  else if (SELECTS.includes(type)) {
    checkCustomId(form, path, tally);
    checkSelect(form, path, tally.errors);
  }
}

/** Ids that are given must differ; 0 means "not given". */
function checkId(form: Form, path: FormPath, { errors, ids }: Tally): void {
  const id = readInteger(form.id, [...path, 'id'], errors, [0, 2 ** 31 - 1]);
  if (!id) return;
  if (ids.has(id)) {
    errors.add([...path, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
  }
  ids.add(id);
}

function checkRow(form: Form, path: FormPath, tally: Tally): void {
  const inside = [...path, 'components'];
  const items = readList(form.components, inside, tally.errors, [1, 5]);
  const selects = items.filter((item) => isForm(item) && SELECTS.some((type) => type === item.type));
  if (selects.length > 0 && items.length > 1) {
    const message = 'The specified component exceeds the maximum width';
    tally.errors.add([...inside, items.length - 1], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message);
  }
  checkEach(items, inside, 'row', tally);
}

function checkContainer(form: Form, path: FormPath, tally: Tally): void {
  const inside = [...path, 'components'];
  readInteger(form.accent_color, [...path, 'accent_color'], tally.errors, [0, 0xffffff]);
  const items = readList(form.components, inside, tally.errors, [1, MAX_COMPONENTS]);
  checkEach(items, inside, 'container', tally);
}

function checkSection(form: Form, path: FormPath, tally: Tally): void {
  const inside = [...path, 'components'];
  const items = readList(form.components, inside, tally.errors, [1, 3]);
  checkEach(items, inside, 'section', tally);
  const accessory = [...path, 'accessory'];
  if (form.accessory === undefined) {
    tally.errors.add(accessory, 'BASE_TYPE_REQUIRED', 'This field is required');
  } else checkComponent(form.accessory, accessory, 'accessory', tally);
}

function checkTextDisplay(form: Form, path: FormPath, tally: Tally): void {
  const text = readText(form.content, [...path, 'content'], tally.errors, [1, MAX_TEXT]);
  if (text !== '' && text.trim() === '') {
    tally.errors.add([...path, 'content'], 'BASE_TYPE_REQUIRED', 'This field is required');
  }
  tally.text += countCharacters(text);
}

function checkSeparator(form: Form, path: FormPath, { errors }: Tally): void {
  if (form.spacing !== undefined) readChoice(form.spacing, [...path, 'spacing'], errors, [1, 2]);
}

function checkButton(form: Form, path: FormPath, tally: Tally): void {
  const { errors } = tally;
  const style = readChoice<number>(form.style, [...path, 'style'], errors, [1, 2, 3, 4, 5, 6]);
  const label = readText(form.label, [...path, 'label'], errors, [0, 80]);
  if (style === ButtonStyle.Link) {
    checkUrl(form.url, [...path, 'url'], errors);
    if (form.custom_id !== undefined) {
      const message = 'A custom id and url cannot both be specified';
      errors.add([...path, 'custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', message);
    }
  } else if (style !== undefined && style !== ButtonStyle.Premium) checkCustomId(form, path, tally);
  checkEmoji(form.emoji, [...path, 'emoji'], errors);
  if (style !== ButtonStyle.Premium && label.trim() === '' && !isForm(form.emoji)) {
    errors.add([...path, 'label'], 'BASE_TYPE_REQUIRED', 'A button needs a label or an emoji');
  }
}

/** An emoji is an id, or a name that is Unicode emoji (checked by what it must contain). */
function checkEmoji(value: unknown, path: FormPath, errors: FormErrors): void {
  if (value === undefined || value === null) return;
  const form = readForm(value, path, errors);
  const isUnicode = typeof form.name === 'string' && /\p{Emoji}|\p{Regional_Indicator}/u.test(form.name);
  if (!form.id && !isUnicode)
    errors.add([...path, 'name'], 'BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji');
}

function checkCustomId(form: Form, path: FormPath, { errors, customIds }: Tally): void {
  const at = [...path, 'custom_id'];
  const id = readText(form.custom_id, at, errors, [1, 100]);
  if (id !== '' && customIds.has(id)) {
    errors.add(at, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  }
  customIds.add(id);
}

function checkGallery(form: Form, path: FormPath, tally: Tally): void {
  const items = readList(form.items, [...path, 'items'], tally.errors, [1, 10]);
  for (const [index, item] of items.entries()) {
    const at = [...path, 'items', index];
    checkMedia(readForm(item, at, tally.errors), at, tally);
  }
}

function checkMedia(form: Form, path: FormPath, { errors }: Tally): void {
  const media = readForm(form.media, [...path, 'media'], errors);
  readText(media.url, [...path, 'media', 'url'], errors, [1, 2048]);
  readText(form.description, [...path, 'description'], errors, [0, 1024]);
}
