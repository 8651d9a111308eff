/** What the dialog itself says, beside the client's own questions. True whenever it is said. */
interface Lines {
  askEmail: string;
  wrongValue: string;
  codeSent: (masked: string) => string;
  /** By text message; what the number ends in. */
  codeTexted: (digits: string) => string;
  wrongCode: string;
  oneCode: string;
  yesOrNo: string;
  leftAlone: string;
  confirm: (title: string, values: string) => string;
}

const inBrackets = (values: string) => (values ? ` (${values})` : '');

export const DIALOG_LINES: Record<string, Lines> = {
  en: {
    askEmail: 'Which e-mail address do we have on file for you?',
    wrongValue: 'That does not look right.',
    codeSent: masked =>
      `To be sure it is you, I have sent a six-digit code to ${masked}. Please tell me the code.`,
    codeTexted: digits =>
      `To be sure it is you, I have texted a six-digit code to the number on file ending in ${digits}. Please tell me the code.`,
    wrongCode: 'That code is not right. Please look again and tell me the six digits.',
    oneCode: 'Please tell me the six digits of the code, just once.',
    yesOrNo: 'Please answer yes or no.',
    leftAlone: 'All right, I have left everything as it is.',
    confirm: (title, values) =>
      `Shall I do this for you: ${title}${inBrackets(values)}? Please answer yes or no.`,
  },
  de: {
    askEmail: 'Welche E-Mail-Adresse haben wir von Ihnen?',
    wrongValue: 'Das sieht nicht richtig aus.',
    codeSent: masked =>
      `Um sicherzugehen, dass Sie es sind, habe ich einen sechsstelligen Code an ${masked} geschickt. Bitte nennen Sie mir den Code.`,
    codeTexted: digits =>
      `Um sicherzugehen, dass Sie es sind, habe ich einen sechsstelligen Code per SMS an die hinterlegte Nummer geschickt, die auf ${digits} endet. Bitte nennen Sie mir den Code.`,
    wrongCode:
      'Dieser Code stimmt nicht. Bitte sehen Sie noch einmal nach und nennen Sie mir die sechs Ziffern.',
    oneCode: 'Bitte nennen Sie mir die sechs Ziffern des Codes, nur einmal.',
    yesOrNo: 'Bitte antworten Sie mit Ja oder Nein.',
    leftAlone: 'Gut, ich habe alles so gelassen, wie es ist.',
    confirm: (title, values) =>
      `Soll ich das für Sie tun: ${title}${inBrackets(values)}? Bitte antworten Sie mit Ja oder Nein.`,
  },
  fr: {
    askEmail: 'Quelle adresse e-mail avons-nous pour vous ?',
    wrongValue: 'Cela ne semble pas correct.',
    codeSent: masked =>
      `Pour être sûr que c'est bien vous, j'ai envoyé un code à six chiffres à ${masked}. Merci de me donner ce code.`,
    codeTexted: digits =>
      `Pour être sûr que c'est bien vous, j'ai envoyé un code à six chiffres par SMS au numéro enregistré qui se termine par ${digits}. Merci de me donner ce code.`,
    wrongCode: "Ce code n'est pas le bon. Merci de vérifier et de me donner les six chiffres.",
    oneCode: 'Merci de me donner les six chiffres du code, une seule fois.',
    yesOrNo: 'Merci de répondre par oui ou par non.',
    leftAlone: "D'accord, je n'ai rien changé.",
    confirm: (title, values) =>
      `Dois-je faire ceci pour vous : ${title}${inBrackets(values)} ? Merci de répondre par oui ou par non.`,
  },
  es: {
    askEmail: '¿Qué dirección de correo tenemos de usted?',
    wrongValue: 'Eso no parece correcto.',
    codeSent: masked =>
      `Para estar seguro de que es usted, he enviado un código de seis cifras a ${masked}. Dígame el código, por favor.`,
    codeTexted: digits =>
      `Para estar seguro de que es usted, he enviado un código de seis cifras por SMS al número registrado que termina en ${digits}. Dígame el código, por favor.`,
    wrongCode: 'Ese código no es correcto. Mírelo de nuevo y dígame las seis cifras.',
    oneCode: 'Dígame las seis cifras del código, una sola vez.',
    yesOrNo: 'Responda sí o no, por favor.',
    leftAlone: 'De acuerdo, lo he dejado todo como está.',
    confirm: (title, values) =>
      `¿Hago esto por usted: ${title}${inBrackets(values)}? Responda sí o no, por favor.`,
  },
  it: {
    askEmail: 'Quale indirizzo e-mail abbiamo di Lei?',
    wrongValue: 'Non sembra corretto.',
    codeSent: masked =>
      `Per essere sicuro che sia Lei, ho inviato un codice di sei cifre a ${masked}. Mi dica il codice, per favore.`,
    codeTexted: digits =>
      `Per essere sicuro che sia Lei, ho inviato un codice di sei cifre via SMS al numero registrato che termina con ${digits}. Mi dica il codice, per favore.`,
    wrongCode: 'Il codice non è giusto. Lo controlli e mi dica le sei cifre.',
    oneCode: 'Mi dica le sei cifre del codice, una sola volta.',
    yesOrNo: 'Risponda sì o no, per favore.',
    leftAlone: 'Va bene, ho lasciato tutto com’è.',
    confirm: (title, values) =>
      `Devo farlo per Lei: ${title}${inBrackets(values)}? Risponda sì o no, per favore.`,
  },
};

export const linesIn = (language: string): Lines => DIALOG_LINES[language] ?? DIALOG_LINES.en!;

/** What has no value in it: for verify's house lines. */
export const FIXED_DIALOG_LINES: string[] = Object.values(DIALOG_LINES).flatMap(lines =>
  Object.values(lines).filter((line): line is string => typeof line === 'string'),
);

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const CODE_SENT = Object.values(DIALOG_LINES).flatMap(({ codeSent, codeTexted }) => [
  new RegExp(`${escape(codeSent('\u0000')).replace('\u0000', '\\S+•+@?\\S*')}`, 'u'),
  new RegExp(`${escape(codeTexted('\u0000')).replace('\u0000', '\\d{3}')}`, 'u'),
]);

/** A dialog's draft without the lines that tell of a code sent: they promise what the dialog has really done. */
export function withoutCodeLines(text: string): string {
  return CODE_SENT.reduce((rest, line) => rest.replace(line, ' '), text);
}
