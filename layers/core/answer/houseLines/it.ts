import type { HouseLines } from './en.ts';

export const it: HouseLines = {
  anythingElse: "Posso aiutarla in qualcos'altro?",
  gladToHelp: 'Prego.',
  greeting: 'Buongiorno. Che cosa posso fare per lei?',
  goodbye: 'Grazie di averci contattato. Arrivederci.',
  sayDifferently: 'Non sono sicuro di aver capito. Può dirlo con altre parole?',
  sayDifferentlyAgain: 'Non ho ancora la risposta giusta. Può dirmi in una frase di che cosa ha bisogno?',
  askTheRest: "Nel Suo messaggio c'è anche un'altra domanda: me la ponga a parte, per favore.",
  noWords: 'Non sono riuscito a leggere parole. In che cosa posso aiutarla?',
  fileKept: name => `Ho allegato ${name} alla sua richiesta.`,
  filesAreForPeople:
    'Io non posso vedere i file, i nostri colleghi sì: mi dica a parole di che cosa si tratta, oppure chieda di una persona.',
  fileNotKept: name => `${name} non è stato allegato alla sua richiesta.`,
  filesAtMost: most => `Una chat può contenere ${most === 1 ? 'un file' : `${most} file`}.`,
  toPerson: 'Passo la sua richiesta a una persona che può aiutarla.',
  toPersonUnavailable: 'In questo momento non posso rispondere, quindi passo la sua richiesta a una persona.',
  toClientTeam: team =>
    `Di questo si occupa un altro team: ${team}. Gli ho passato tutto quello che mi ha detto.`,
  clientTeamAnswersHere: 'La risposta arriverà qui, o per e-mail se ha lasciato la chat.',
  clientTeamNeedsEmail: 'A quale indirizzo e-mail mandiamo la risposta se ha lasciato la chat?',
  draftChecked: 'Ho scritto una risposta, e una persona la controlla prima che le arrivi.',
  draftStillChecked: 'Una persona sta ancora controllando la risposta e ha ricevuto il suo messaggio.',
  draftTakesLonger: 'Il controllo dura più di quanto pensassi, quindi le risponderà una persona.',
  stillWithPeople:
    'Il suo caso è presso il nostro team, e la risposta arriva qui finché questa chat è aperta.',
  answerInThread: 'La risposta le arriverà qui, per e-mail.',
  colleagueHasIt: 'Una persona del team ha il suo caso e ha ricevuto il suo messaggio.',
  messageWithCase: 'Il suo messaggio è con il suo caso, e chi lo prende in carico lo vedrà.',
  clientTeamHasIt: team => `Il suo caso è presso questo team: ${team}. Ha ricevuto il suo messaggio.`,
  clientTeamTookOver: team =>
    `Del suo caso si occupa ora questo team: ${team}. Si mette in contatto direttamente con lei.`,
  closedHours: opening => `Il nostro team torna: ${opening}.`,
  closedForLong: "Il nostro team in questo momento non c'è.",
  leaveMessage:
    'Lasci ora il suo messaggio, per favore, e la richiameremo al numero da cui chiama. Quando ha finito, resti semplicemente in silenzio.',
  messageAdded: "L'ho aggiunto al suo messaggio. Se era tutto, resti semplicemente in silenzio.",
  rateByKey:
    'Come ci siamo comportati? Prema un tasto da 1, male, a 5, molto bene, o riagganci semplicemente.',
  recommendByKeys: name =>
    `E con quale probabilità consiglierebbe ${name} a un amico? Digiti un numero da 0, per niente, a 10, di sicuro, o riagganci semplicemente.`,
  ratedThanks: 'Grazie di avercelo detto. Arrivederci.',
  stillQueued: 'Lei è ancora in coda.',
  nobodyFreeYet: 'Lei è ancora in coda; nessuno è ancora libero.',
  colleagueTakesCall: 'Una persona del team ha il suo caso e risponde alla sua chiamata appena può.',
  nextInQueue: 'Lei è il prossimo in coda.',
  placeInQueue: place => `Lei è al posto ${place} della coda.`,
  waitInQueue: minutes =>
    `Per quanto possiamo dire, ci vorrà circa ${minutes === 1 ? 'un minuto' : `${minutes} minuti`}.`,
  backToAiOnCall: "Sta parlando di nuovo con l'assistente automatico. Che cos'altro posso fare per lei?",
  theyGetBack: 'La ricontatteranno; non deve restare in linea.',
  answerByEmail: address => `La risposta le arriverà per e-mail a ${address}.`,
  askEmail: 'A quale indirizzo e-mail mandiamo la risposta?',
  askEmailAgain: 'Questo non sembra un indirizzo e-mail. A quale indirizzo mandiamo la risposta?',
  nobodyThere: 'In questo momento nessuno del nostro team è collegato.',
  queueFull: 'In questo momento aspettano più persone di quante possiamo servirne.',
  onCallToo: 'Poiché è urgente, lo passo anche alla nostra persona reperibile.',
  askPhone: 'A quale numero di telefono dobbiamo richiamarla?',
  askPhoneAgain:
    'Questo non sembra un numero di telefono né un indirizzo e-mail. Dove possiamo raggiungerla?',
  callBack: phone => `La richiameremo al numero che finisce con ${phone}.`,
  reference: caseId => `Il suo riferimento è ${caseId}.`,
  agentLeftForClient: team => `La sua domanda è ora presso questo team: ${team}.`,
  stillClosing: 'Grazie di averci contattato.',
  survey: link => `Come ci siamo comportati? ${link}`,
  silent: 'Non ho sue notizie da un po’, quindi chiudo questa chat. Ci scriva di nuovo quando vuole.',
  backToAi: "È di nuovo con l'assistente automatico. Che cos'altro posso fare per lei?",
};
