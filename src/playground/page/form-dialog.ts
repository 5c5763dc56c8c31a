import type { APILabelComponent, APITextInputComponent } from 'discord-api-types/v10';
import type { PageForm } from '../page-protocol.ts';
import { el } from './elements.ts';

export interface FormDialogActions {
  /** Sends what was filled in; `false` when it cannot be sent now. */
  submit(nonce: string, interaction: string, values: Readonly<Record<string, string>>): boolean;
  /** The dialog is gone. */
  closed(): void;
}

/** The dialog in which a form of the bot is filled in. What was written stays until the bot has acknowledged it. */
export interface FormDialog {
  open(form: PageForm): void;
  /** Takes what became of a request where it is the form's own. */
  settle(nonce: string | undefined, failed: boolean): void;
  /** Nothing that was sent can be answered any more. */
  fail(): void;
}

type Control = HTMLInputElement | HTMLTextAreaElement;

const LABEL = 18;
const TEXT_INPUT = 4;
const PARAGRAPH = 2;
const LONGEST = 4000;

export function createFormDialog(dialog: HTMLDialogElement, actions: FormDialogActions): FormDialog {
  let pending: string | undefined;
  let controls: ReadonlyMap<string, Control> = new Map();
  const error = el('p', { class: 'form-error', role: 'alert' });
  const send = el('button', { type: 'submit', class: 'button primary' }, 'Submit');
  const cancel = el('button', { type: 'button', class: 'button secondary' }, 'Cancel');
  const setPending = (nonce: string | undefined) => {
    pending = nonce;
    send.disabled = nonce !== undefined;
  };
  const fail = (message: string) => {
    setPending(undefined);
    error.textContent = message;
  };

  function submit(interaction: string): void {
    const nonce = crypto.randomUUID();
    const values = Object.fromEntries([...controls].map(([name, { value }]) => [name, value]));
    error.textContent = '';
    setPending(nonce);
    if (!actions.submit(nonce, interaction, values)) fail('There is no connection. Try again in a moment.');
  }

  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    setPending(undefined);
    actions.closed();
  });
  return {
    open({ interaction, modal: { title, components } }) {
      const fields = components.flatMap((one) =>
        one.type === LABEL && one.component.type === TEXT_INPUT ? [renderField(one, one.component)] : [],
      );
      controls = new Map(fields.map(({ name, control }) => [name, control]));
      error.textContent = '';
      const form = el(
        'form',
        { autocomplete: 'off' },
        el('h2', { id: 'form-title' }, title),
        ...fields.map(({ element }) => element),
        error,
        el('div', { class: 'form-buttons' }, cancel, send),
      );
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        submit(interaction);
      });
      dialog.replaceChildren(form);
      if (!dialog.open) dialog.showModal();
      fields[0]?.control.focus();
    },
    settle(nonce, failed) {
      if (pending === undefined || nonce !== pending) return;
      if (failed) fail('Something went wrong. Try again.');
      else dialog.close();
    },
    fail: () => {
      if (pending !== undefined) fail('The connection was lost. Try again.');
    },
  };
}

function renderField(
  { label, description }: APILabelComponent,
  field: APITextInputComponent,
): { name: string; control: Control; element: HTMLElement } {
  const { custom_id: name, required = true, max_length: longest = LONGEST, min_length, value = '' } = field;
  const id = `field-${name}`;
  const attributes = {
    ...{ id, name, required, maxlength: longest, minlength: min_length, placeholder: field.placeholder },
    'aria-describedby': description ? `${id}-hint ${id}-count` : `${id}-count`,
  };
  const control: Control =
    field.style === PARAGRAPH
      ? el('textarea', { ...attributes, rows: 5 })
      : el('input', { ...attributes, type: 'text' });
  control.value = value;
  const count = el('span', { class: 'count', id: `${id}-count` });
  const showCount = () => {
    count.textContent = `${control.value.length.toLocaleString('en')} of ${longest.toLocaleString('en')}`;
  };
  control.addEventListener('input', showCount);
  showCount();
  const element = el(
    'div',
    { class: 'field' },
    el('label', { for: id }, label, required && el('span', { class: 'required' }, ' (required)')),
    description ? el('p', { class: 'hint', id: `${id}-hint` }, description) : undefined,
    control,
    count,
  );
  return { name, control, element };
}
