import type { TeamLines } from './en.ts';

export const de: TeamLines = {
  hello: name => `Guten Tag ${name},`,
  urgencies: { critical: 'kritisch', high: 'hoch', normal: 'normal', low: 'niedrig' },
  ofCase: (title, caseId) => `${title}, Fall ${caseId}`,

  needsAnswer: client => `${client} braucht Ihre Antwort`,
  caseNeedsAnswer: caseId => `Fall ${caseId} braucht Ihre Antwort`,
  step: {
    first: '',
    reminder: 'Erinnerung: ',
    'next-contact': 'Unbeantwortet: ',
    manager: 'An die Leitung: ',
  },
  whyYou: {
    reminder: 'Ein Kunde wartet noch auf diese Antwort, deshalb diese Erinnerung.',
    'next-contact': 'Aus Ihrem Team kam bisher keine Antwort, deshalb geht der Fall jetzt an Sie.',
    manager: 'Niemand aus Ihrem Team hat rechtzeitig geantwortet, deshalb geht der Fall jetzt an Sie.',
  },
  asked: 'Was Sie gefragt werden',
  pleaseAnswer: 'Bitte antworten Sie dem Kunden.',
  answerCase: 'Diesen Fall beantworten',
  customer: 'Kunde',
  problem: 'Das Problem',
  why: 'Warum es zu Menschen kam',
  urgency: 'Dringlichkeit',
  reference: 'Zeichen',
  answerBy: (urgency, due) => `${urgency}, bitte antworten Sie bis ${due}`,
  tried: 'Was versucht wurde',
  conversation: 'Das Gespräch bisher',
  speakers: { customer: 'Kunde', ai: 'KI', house: 'KI', agent: 'Support', client: 'Team' },
  replyAsIs:
    'Sie können auch auf diese Mail antworten: Was Sie schreiben, geht an den Kunden. Beginnen Sie mit /agent, um unserem Team zu sagen, was zu tun ist, mit /ours, um den Fall zu übernehmen, mit /decline, wenn er nichts für Sie ist.',
  replyRephrased:
    'Sie können auch auf diese Mail antworten: Unser Team fasst das, was Sie schreiben, für den Kunden in Worte. Beginnen Sie mit /ours, um den Fall zu übernehmen, mit /decline, wenn er nichts für Sie ist.',
  linkWithCode: days =>
    `Die Schaltfläche gilt nur für diesen Fall und ${days} Tage lang. Sie fragt nach einem Code, der an Sie geht, und nützt deshalb niemandem sonst.`,
  linkForAnyone: days =>
    `Die Schaltfläche gilt nur für diesen Fall und ${days} Tage lang. Wer diese Mail hat, kann für Sie antworten: Leiten Sie sie nur an jemanden weiter, der das darf.`,
  notification: (client, urgency) => `${client}, Dringlichkeit ${urgency}.`,
  notificationBy: (client, urgency, due) =>
    `${client}, Dringlichkeit ${urgency}, bitte antworten Sie bis ${due}.`,
  story: {
    aCustomer: 'Jemand ohne Namen',
    tier: tier => `Stufe ${tier}`,
    proof: { verified: 'nachgewiesen', claimed: 'nicht nachgewiesen', none: 'unbekannt' },
    cameBackOnce: 'Kam nach dem Abschluss noch einmal wieder.',
    cameBack: times => `Kam nach dem Abschluss ${times}-mal wieder.`,
    askedForPerson: 'Hat nach einem Menschen gefragt.',
    aiAnswered: text => `Die KI hat geantwortet: ${text}`,
  },
  reasons: {
    'none-of-ours': 'In der Nachricht geht es um nichts, was die KI gelernt hat.',
    'other-language': 'In der Sprache des Kunden antwortet die KI nicht.',
    unsure: 'Die KI ist nicht sicher, worum es geht.',
    'boundary-human': 'Dieses Thema ist nur für Menschen.',
    'boundary-draft': 'Zu diesem Thema entwirft die KI, und ein Mensch sendet.',
    'refused-by-verify': 'Das Wissen hat die entworfene Antwort nicht gedeckt.',
    'no-answer': 'Im Wissen steht dazu keine Antwort.',
    guardrail: 'Die Leitplanke hat die Nachricht oder die Antwort aufgehalten.',
    'identity-failed': 'Es war nicht festzustellen, wer der Kunde ist.',
    'action-failed': 'Ihr Dienst konnte nicht tun, worum gebeten wurde.',
    'action-unknown':
      'Ihr Dienst hat nicht gesagt, ob er getan hat, worum gebeten wurde. Sehen Sie dort nach, bevor es noch einmal getan wird.',
    'ai-unavailable': 'Die KI war nicht erreichbar.',
    'file-unseen': 'Der Kunde hat eine Datei geschickt, die nur Menschen ansehen können.',
    'mail-files': 'An der Mail hängen Dateien, die die KI nicht liest.',
    'mail-forwarded': 'Die Mail gibt Worte von jemand anderem weiter; die KI weiß nicht, wer fragt.',
    'mail-invitation': 'Die Mail ist eine Einladung zu einem Treffen.',
    'mail-unreadable': 'Die Mail war nicht als Ganzes zu lesen.',
    'mail-several': 'Die Mail fragt mehreres, und die KI kann nicht alles davon beantworten.',
    'mail-without-text': 'Die Mail hat keinen eigenen Text.',
    'mail-suspicious': 'Die Mail kam als Spam in ein laufendes Gespräch.',
    'mail-too-many':
      'Von dieser Adresse kamen so viele Mails, dass die KI heute auf keine weitere antwortet.',
    'asked-by-link': 'Der Kunde hat über den Link in einer Mail nach einem Menschen gefragt.',
    'pressed-for-person': 'Der Anrufer hat die 0 für einen Menschen gedrückt.',
    'not-heard': 'Der Anrufer war nicht mehr zu hören.',
    'not-understood': 'Der Anrufer war nicht zu verstehen, weder mit der Stimme noch mit den Tasten.',
  },

  notPassedOn: 'Ihre Antwort wurde nicht weitergegeben',
  tooLate:
    'Der Fall war schon beantwortet oder ist wieder bei unserem Team. Was Sie geschrieben haben, liegt dabei; für Sie bleibt nichts zu tun.',
  noText:
    'Ihre Mail hatte keine eigenen Worte. Bitte schreiben Sie in einem Satz, was der Kunde wissen soll; Dateien gehen mit.',
  withoutFiles:
    'Ihre Antwort wurde nicht weitergegeben, denn ohne ihre Dateien ergibt sie vielleicht keinen Sinn. Bitte antworten Sie noch einmal: Weitergegeben werden PDF, Bilder, einfacher Text und Bürodokumente.',
  notTaken: 'Nicht angenommen',
  wrongType: 'Dateien dieser Art werden nicht weitergegeben, oder sie ist nicht, was ihr Name sagt',
  tooLarge: megabytes => `sie ist zu groß: höchstens ${megabytes} MB`,
  noFiles: 'Dateien werden nicht weitergegeben',
  tooMany: files => `es sind zu viele: höchstens ${files} Dateien`,
  notFetched: 'sie war nicht abzuholen',
  unsafe: 'sie wurde als schädlich erkannt',

  newLink: caseId => `Ihr neuer Link zum Fall ${caseId}`,
  stillWaits: 'Der Fall wartet noch auf Ihre Antwort.',
  notYou:
    'Jemand hat einen Link zu diesem Fall geöffnet, der nicht mehr gilt, und um einen neuen gebeten. Wenn Sie das nicht waren, ist nichts zu tun.',
  nothingToDo: caseId => `Zum Fall ${caseId} ist von Ihnen nichts nötig`,
  answeredAlready: caseId => `Der Fall ${caseId} ist schon beantwortet.`,
  answeredAlreadyBy: (caseId, name) => `Der Fall ${caseId} ist schon beantwortet, von ${name}.`,
  withAgentsAgain: caseId => `Der Fall ${caseId} ist wieder bei unserem Team oder abgeschlossen.`,
  noNewLink: 'Deshalb gibt es keinen neuen Link.',
  codeFor: caseId => `Ihr Code für den Fall ${caseId}`,
  code: (caseId, code, minutes) =>
    `Der Code, der den Fall ${caseId} öffnet, ist ${code}. Er gilt ${minutes} Minuten und für ein Mal.`,
  notOpened:
    'Haben Sie den Link nicht selbst geöffnet? Dann hat ihn jemand anderes: Geben Sie den Code nicht weiter, und es ist nichts zu sehen.',

  onCall: (caseId, urgency) => `Bereitschaft: Fall ${caseId} (${urgency}), und niemand ist da`,
  onCallWaits: client => `bei ${client} wartet ein Kunde, und von unserem Team ist niemand da.`,
  onCallLater: caseId => `Unser Team antwortet, sobald es wieder da ist. Zeichen: ${caseId}`,

  answerByReply:
    'Ihre erste öffentliche Antwort geht an den Kunden. Interne Notizen bleiben bei Ihnen, außer denen, die mit einem dieser Wörter beginnen:',
  answerByCommand:
    'Beginnen Sie einen Kommentar mit einem dieser Wörter, um zu antworten; alle anderen Kommentare bleiben bei Ihnen:',
  commands: [
    '/answer … schickt den Text an den Kunden',
    '/agent … sagt unserem Team, was zu tun ist',
    '/ours … ab hier ist es Ihr Fall; der Kunde erfährt, dass Sie sich melden',
    '/decline … nichts für Sie; sagen Sie, warum, und es geht an unser Team zurück',
  ],
  restIsThere: link => `Der Rest steht hier: ${link}`,
  nobodyAnswered:
    'Niemand hat rechtzeitig geantwortet. Der Fall ist wieder bei unserem Team; hier ist nichts mehr zu tun.',
  answered: 'Beantwortet.',
  answeredBy: name => `Beantwortet von ${name}.`,
  answerPutIntoWords: 'Unser Team antwortet dem Kunden damit.',
  ended: {
    answer: 'Die Antwort ist beim Kunden.',
    instruct: 'Unser Team tut, worum Sie gebeten haben.',
    'take-over': 'Ab hier ist es Ihr Fall; der Kunde weiß es.',
    decline: 'Der Fall ist wieder bei unserem Team.',
  },
};
