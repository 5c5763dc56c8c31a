import type {
  APIButtonComponent,
  APIMessageComponent,
  APISectionComponent,
  APISeparatorComponent,
} from 'discord-api-types/v10';
import { el } from './elements.ts';
import { type NameOf, renderMarkdown } from './markdown-view.ts';

export interface ComponentContext {
  readonly nameOf: NameOf;
  /** Whether the bot's answer to this button is being waited for. */
  isPending(customId: string): boolean;
  press(customId: string): void;
}

const BUTTON_STYLES = ['secondary', 'primary', 'secondary', 'success', 'danger', 'link', 'primary'] as const;

/** Renders one of a message's components; one that the page does not know says so instead of vanishing. */
export function renderComponent(component: APIMessageComponent, context: ComponentContext): HTMLElement {
  switch (component.type) {
    case 1:
      return renderGroup('action-row', component.components, context);
    case 2:
      return renderButton(component, context);
    case 9:
      return renderSection(component, context);
    case 10:
      return renderMarkdown(component.content, context.nameOf);
    case 14:
      return renderSeparator(component);
    case 17:
      return renderContainer(component.accent_color, component.components, context);
    default:
      return el(
        'p',
        { class: 'unsupported' },
        `The playground cannot show components of type ${component.type}.`,
      );
  }
}

function renderGroup(
  name: string,
  components: readonly APIMessageComponent[],
  context: ComponentContext,
): HTMLElement {
  return el('div', { class: name }, ...components.map((component) => renderComponent(component, context)));
}

function renderContainer(
  accent: number | null | undefined,
  components: readonly APIMessageComponent[],
  context: ComponentContext,
): HTMLElement {
  const container = renderGroup('container', components, context);
  if (typeof accent === 'number') {
    container.classList.add('accented');
    container.style.setProperty('--accent', `#${accent.toString(16).padStart(6, '0')}`);
  }
  return container;
}

function renderSection(section: APISectionComponent, context: ComponentContext): HTMLElement {
  return el(
    'div',
    { class: 'section' },
    renderGroup('section-text', section.components, context),
    renderComponent(section.accessory, context),
  );
}

function renderSeparator({ divider = true, spacing = 1 }: APISeparatorComponent): HTMLElement {
  return el(divider ? 'hr' : 'div', { class: spacing === 2 ? 'separator large' : 'separator' });
}

function renderButton(button: APIButtonComponent, context: ComponentContext): HTMLElement {
  const style = `button ${BUTTON_STYLES[button.style] ?? 'secondary'}`;
  const content = [
    'emoji' in button && button.emoji?.name && el('span', { class: 'emoji' }, button.emoji.name),
    'label' in button && button.label && el('span', {}, button.label),
  ];
  if (button.style === 5) {
    const href = /^https?:\/\//i.test(button.url) ? button.url : undefined;
    return el(
      'a',
      { class: style, href, target: '_blank', rel: 'noopener noreferrer nofollow' },
      ...content,
      el('span', { class: 'outward', 'aria-hidden': 'true' }, '↗'),
    );
  }
  if (button.style === 6) return el('button', { class: style, type: 'button', disabled: true }, 'Premium');
  return renderPressable(button.custom_id, style, button.disabled ?? false, content, context);
}

function renderPressable(
  customId: string,
  style: string,
  disabled: boolean,
  content: readonly (Node | string | undefined | false)[],
  context: ComponentContext,
): HTMLElement {
  const pending = context.isPending(customId);
  const element = el(
    'button',
    { class: style, type: 'button', disabled, 'aria-busy': pending && 'true', 'data-custom-id': customId },
    ...content,
  );
  if (!pending) element.addEventListener('click', () => context.press(customId));
  return element;
}
