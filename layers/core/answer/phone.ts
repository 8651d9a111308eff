/** A telephone number among other words: 7 to 15 digits (E.164), with what people write between them. */
const NUMBER = /\+?\d(?:[ \t()/.-]{0,2}\d){6,14}/u;

/** Digits, with the leading plus where one was written. */
export function findPhone(text: string): string | undefined {
  const found = NUMBER.exec(text)?.[0];
  return found && `${found.startsWith('+') ? '+' : ''}${found.replace(/\D/g, '')}`;
}

/** The last three digits: enough to recognise one's own. */
export const maskPhone = (phone: string): string => `•••${phone.slice(-3)}`;
