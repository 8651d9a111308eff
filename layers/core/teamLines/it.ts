import type { TeamLines } from './en.ts';

export const it: TeamLines = {
  hello: name => `Buongiorno ${name},`,
  urgencies: { critical: 'critica', high: 'alta', normal: 'normale', low: 'bassa' },
  ofCase: (title, caseId) => `${title}, caso ${caseId}`,

  needsAnswer: client => `${client} ha bisogno della sua risposta`,
  caseNeedsAnswer: caseId => `Il caso ${caseId} attende la sua risposta`,
  step: {
    first: '',
    reminder: 'Promemoria: ',
    'next-contact': 'Senza risposta: ',
    manager: 'Al responsabile: ',
  },
  whyYou: {
    reminder: 'Un cliente attende ancora questa risposta, perciò questo promemoria.',
    'next-contact': 'Nel suo team finora nessuno ha risposto in tempo, perciò il caso arriva a lei.',
    manager: 'Nessuno del suo team ha risposto in tempo, perciò il caso arriva a lei.',
  },
  asked: 'Che cosa le viene chiesto',
  pleaseAnswer: 'Risponda al cliente, per favore.',
  answerCase: 'Rispondere a questo caso',
  customer: 'Cliente',
  problem: 'Il problema',
  why: 'Perché è arrivato a una persona',
  urgency: 'Urgenza',
  reference: 'Riferimento',
  answerBy: (urgency, due) => `${urgency}, risponda per favore entro ${due}`,
  tried: 'Che cosa è stato provato',
  conversation: 'La conversazione finora',
  speakers: {
    customer: 'Cliente',
    ai: 'IA',
    house: 'IA',
    agent: 'Assistenza',
    client: 'Team',
  },
  replyAsIs:
    'Può anche rispondere a questa e-mail: ciò che scrive arriva al cliente. Cominci con /agent per dire al nostro team che cosa fare, con /ours per prendere in carico il caso, con /decline se non fa per lei.',
  replyRephrased:
    'Può anche rispondere a questa e-mail: il nostro team mette in parole per il cliente ciò che scrive. Cominci con /ours per prendere in carico il caso, con /decline se non fa per lei.',
  linkWithCode: days =>
    `Il pulsante vale solo per questo caso e per ${days} giorni. Chiede un codice che viene inviato a lei, quindi non serve ad altri.`,
  linkForAnyone: days =>
    `Il pulsante vale solo per questo caso e per ${days} giorni. Chi ha questa e-mail può rispondere al suo posto: la inoltri solo a chi può farlo.`,
  notification: (client, urgency) => `${client}, urgenza ${urgency}.`,
  notificationBy: (client, urgency, due) =>
    `${client}, urgenza ${urgency}, risponda per favore entro ${due}.`,
  story: {
    aCustomer: 'Una persona senza nome',
    tier: tier => `livello ${tier}`,
    proof: {
      verified: 'identità verificata',
      claimed: 'identità non verificata',
      none: 'identità sconosciuta',
    },
    cameBackOnce: 'È tornato una volta dopo la chiusura.',
    cameBack: times => `È tornato ${times} volte dopo la chiusura.`,
    askedForPerson: 'Ha chiesto di parlare con una persona.',
    aiAnswered: text => `L’IA ha risposto: ${text}`,
  },
  reasons: {
    'none-of-ours': 'Il messaggio non riguarda nulla che l’IA abbia imparato.',
    'other-language': 'L’IA non risponde nella lingua del cliente.',
    unsure: 'L’IA non è sicura di che cosa si tratti.',
    'boundary-human': 'Questo argomento è solo per le persone.',
    'boundary-draft': 'Su questo argomento l’IA scrive una bozza e una persona invia.',
    'refused-by-verify': 'Le conoscenze non sostenevano la risposta in bozza.',
    'no-answer': 'Le conoscenze non hanno una risposta a questo.',
    guardrail: 'La protezione ha fermato il messaggio o la risposta.',
    'identity-failed': 'Non è stato possibile identificare il cliente.',
    'action-failed': 'Il vostro servizio non ha potuto fare ciò che era chiesto.',
    'action-unknown':
      'Il vostro servizio non ha detto se ha fatto ciò che era chiesto. Verificatelo prima di rifarlo.',
    'ai-unavailable': 'L’IA non era disponibile.',
    'file-unseen': 'Il cliente ha inviato un file che solo le persone possono vedere.',
    'mail-files': 'L’e-mail contiene file, che l’IA non legge.',
    'mail-forwarded': 'L’e-mail inoltra parole di qualcun altro; l’IA non sa chi chiede.',
    'mail-invitation': 'L’e-mail è un invito a una riunione.',
    'mail-unreadable': 'Non è stato possibile leggere l’e-mail per intero.',
    'mail-several': 'L’e-mail chiede più cose, e l’IA non può rispondere a tutte.',
    'mail-without-text': 'L’e-mail non ha un testo proprio.',
    'mail-suspicious': 'L’e-mail è arrivata come posta indesiderata in una conversazione in corso.',
    'mail-too-many': 'Da questo indirizzo sono arrivate tante e-mail che oggi l’IA non risponde più.',
    'asked-by-link': 'Il cliente ha chiesto una persona con il link di un’e-mail.',
    'pressed-for-person': 'Chi chiamava ha premuto 0 per parlare con una persona.',
    'not-heard': 'Chi chiamava non si sentiva più.',
    'not-understood': 'Non è stato possibile capire chi chiamava, né con la voce né con i tasti.',
  },

  notPassedOn: 'La sua risposta non è stata trasmessa',
  tooLate:
    'Il caso aveva già una risposta, o è di nuovo al nostro team. Ciò che ha scritto è conservato con il caso; a lei non resta nulla da fare.',
  noText:
    'La sua e-mail non aveva parole proprie. Scriva in una frase ciò che il cliente deve sapere; i file la accompagnano.',
  withoutFiles:
    'La sua risposta non è stata trasmessa, perché senza i suoi file forse non ha senso. Risponda di nuovo, per favore: si trasmettono PDF, immagini, testo semplice e documenti di ufficio.',
  notTaken: 'Non accettati',
  wrongType: 'i file di questo tipo non si trasmettono, o non è ciò che dice il suo nome',
  tooLarge: megabytes => `è troppo grande: al massimo ${megabytes} MB`,
  noFiles: 'non si trasmettono file',
  tooMany: files => `sono troppi: al massimo ${files} file`,
  notFetched: 'non è stato possibile scaricarlo',
  unsafe: 'è stato riconosciuto come dannoso',

  newLink: caseId => `Il suo nuovo link al caso ${caseId}`,
  stillWaits: 'Il caso attende ancora la sua risposta.',
  notYou:
    'Qualcuno ha aperto un link a questo caso che non funziona più e ne ha chiesto uno nuovo. Se non è stato lei, non c’è nulla da fare.',
  nothingToDo: caseId => `Per il caso ${caseId} non deve fare nulla`,
  answeredAlready: caseId => `Il caso ${caseId} ha già una risposta.`,
  answeredAlreadyBy: (caseId, name) => `Il caso ${caseId} ha già una risposta, di ${name}.`,
  withAgentsAgain: caseId => `Il caso ${caseId} è di nuovo al nostro team, o è chiuso.`,
  noNewLink: 'Perciò non c’è un nuovo link.',
  codeFor: caseId => `Il suo codice per il caso ${caseId}`,
  code: (caseId, code, minutes) =>
    `Il codice che apre il caso ${caseId} è ${code}. Vale ${minutes} minuti e una sola volta.`,
  notOpened:
    'Non ha aperto lei il link? Allora lo ha qualcun altro: non gli dia il codice, e non potrà vedere nulla.',

  onCall: (caseId, urgency) => `Reperibilità: caso ${caseId} (urgenza ${urgency}) e non c’è nessuno`,
  onCallWaits: client => `un cliente di ${client} attende, e del nostro team non c’è nessuno.`,
  onCallLater: caseId => `Il nostro team risponde appena torna. Riferimento: ${caseId}`,

  answerByReply:
    'La prima risposta pubblica arriva al cliente. Le note interne restano a voi, tranne quelle che cominciano con una di queste parole:',
  answerByCommand:
    'Cominciate un commento con una di queste parole per rispondere; tutti gli altri commenti restano a voi:',
  commands: [
    '/answer … invia il testo al cliente',
    '/agent … dice al nostro team che cosa fare',
    '/ours … da qui il caso è vostro; il cliente sa che lo contatterete',
    '/decline … non fa per voi; dite perché, e torna al nostro team',
  ],
  restIsThere: link => `Il resto è qui: ${link}`,
  nobodyAnswered:
    'Nessuno ha risposto in tempo. Il caso è di nuovo al nostro team; qui non resta nulla da fare.',
  answered: 'Risposto.',
  answeredBy: name => `Risposto da ${name}.`,
  answerPutIntoWords: 'Il nostro team risponde con essa al cliente.',
  ended: {
    answer: 'La risposta è al cliente.',
    instruct: 'Il nostro team fa ciò che avete chiesto.',
    'take-over': 'Da qui il caso è vostro; il cliente lo sa.',
    decline: 'Il caso è di nuovo al nostro team.',
  },
};
