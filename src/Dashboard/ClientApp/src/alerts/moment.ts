/** `MM-DD HH:MM` of an instant as the API writes it: it carries the office's own clock, whatever zone the browser is in. */
export function officeMoment(text: string | null | undefined): string {
  const parts = /^\d{4}-(\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text ?? '')
  return parts ? `${parts[1]} ${parts[2]}` : '—'
}
