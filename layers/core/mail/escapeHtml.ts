const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML content and attribute values. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, character => ENTITIES[character]!);
