/**
 * Said first to a customer in whose language the client does not answer: that it was not understood, and who reads it. In
 * their own language where there is a line in it.
 */
const LINES: Record<string, string> = {
  de: 'Unser automatischer Assistent versteht leider kein Deutsch. Ein Mensch liest Ihre Nachricht.',
  fr: 'Notre assistant automatique ne comprend pas le français. Une personne lira votre message.',
  es: 'Nuestro asistente automático no entiende español. Una persona leerá su mensaje.',
  it: "Il nostro assistente automatico non capisce l'italiano. Una persona leggerà il suo messaggio.",
  pt: 'O nosso assistente automático não compreende português. Uma pessoa vai ler a sua mensagem.',
  nl: 'Onze automatische assistent verstaat helaas geen Nederlands. Een mens leest uw bericht.',
  en: 'Our automatic assistant does not understand English. A person will read your message.',
};
const ELSE = 'Our automatic assistant does not understand this language. A person will read your message.';

export const otherLanguageLine = (language: string): string => LINES[language] ?? ELSE;
