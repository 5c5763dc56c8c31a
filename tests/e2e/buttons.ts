/** The message's buttons that can be pressed, in order. */
export function buttonsOf(value: unknown): { readonly label: string; readonly customId: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(buttonsOf);
  if (!('custom_id' in value) || ('disabled' in value && value.disabled)) return inner;
  return [
    { label: 'label' in value ? String(value.label) : '', customId: String(value.custom_id) },
    ...inner,
  ];
}
