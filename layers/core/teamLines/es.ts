import type { TeamLines } from './en.ts';

export const es: TeamLines = {
  hello: name => `Hola, ${name}:`,
  urgencies: { critical: 'crítica', high: 'alta', normal: 'normal', low: 'baja' },
  ofCase: (title, caseId) => `${title}, caso ${caseId}`,

  needsAnswer: client => `${client} necesita su respuesta`,
  caseNeedsAnswer: caseId => `El caso ${caseId} necesita su respuesta`,
  step: {
    first: '',
    reminder: 'Recordatorio: ',
    'next-contact': 'Sin respuesta: ',
    manager: 'Al responsable: ',
  },
  whyYou: {
    reminder: 'Un cliente todavía espera esta respuesta; por eso este recordatorio.',
    'next-contact': 'En su equipo nadie ha respondido a tiempo hasta ahora; por eso le llega a usted.',
    manager: 'Nadie de su equipo ha respondido a tiempo; por eso le llega a usted.',
  },
  asked: 'Qué se le pregunta',
  pleaseAnswer: 'Responda al cliente, por favor.',
  answerCase: 'Responder a este caso',
  customer: 'Cliente',
  problem: 'El problema',
  why: 'Por qué llegó a personas',
  urgency: 'Urgencia',
  reference: 'Referencia',
  answerBy: (urgency, due) => `${urgency}; responda, por favor, antes de: ${due}`,
  tried: 'Qué se ha intentado',
  conversation: 'La conversación hasta ahora',
  speakers: {
    customer: 'Cliente',
    ai: 'IA',
    house: 'IA',
    agent: 'Soporte',
    client: 'Equipo',
  },
  replyAsIs:
    'También puede responder a este correo: lo que escriba llega al cliente. Empiece con /agent para decir a nuestro equipo qué debe hacer, con /ours para hacerse cargo del caso, con /decline si no es para usted.',
  replyRephrased:
    'También puede responder a este correo: nuestro equipo redacta para el cliente lo que usted escriba. Empiece con /ours para hacerse cargo del caso, con /decline si no es para usted.',
  linkWithCode: days =>
    `El botón es solo para este caso y funciona durante ${days} días. Pide un código que se le envía a usted, así que a otros no les sirve.`,
  linkForAnyone: days =>
    `El botón es solo para este caso y funciona durante ${days} días. Quien tenga este correo puede responder por usted: reenvíelo solo a quien pueda hacerlo.`,
  notification: (client, urgency) => `${client}, urgencia ${urgency}.`,
  notificationBy: (client, urgency, due) =>
    `${client}, urgencia ${urgency}; responda, por favor, antes de: ${due}.`,
  story: {
    aCustomer: 'Alguien sin nombre',
    tier: tier => `nivel ${tier}`,
    proof: {
      verified: 'identidad comprobada',
      claimed: 'identidad sin comprobar',
      none: 'identidad desconocida',
    },
    cameBackOnce: 'Volvió una vez después del cierre.',
    cameBack: times => `Volvió ${times} veces después del cierre.`,
    askedForPerson: 'Pidió hablar con una persona.',
    aiAnswered: text => `La IA respondió: ${text}`,
  },
  reasons: {
    'none-of-ours': 'El mensaje no trata de nada que la IA haya aprendido.',
    'other-language': 'La IA no responde en el idioma del cliente.',
    unsure: 'La IA no está segura de qué se trata.',
    'boundary-human': 'Este tema es solo para personas.',
    'boundary-draft': 'En este tema la IA redacta y una persona envía.',
    'refused-by-verify': 'El conocimiento no respaldaba la respuesta redactada.',
    'no-answer': 'El conocimiento no tiene respuesta a esto.',
    guardrail: 'La barrera de seguridad detuvo el mensaje o la respuesta.',
    'identity-failed': 'No se pudo saber quién es el cliente.',
    'action-failed': 'Su servicio no pudo hacer lo que se pedía.',
    'action-unknown':
      'Su servicio no dijo si hizo lo que se pedía. Compruébelo allí antes de hacerlo otra vez.',
    'ai-unavailable': 'La IA no estaba disponible.',
    'file-unseen': 'El cliente envió un archivo que solo pueden ver personas.',
    'mail-files': 'El correo trae archivos, que la IA no lee.',
    'mail-forwarded': 'El correo transmite palabras de otra persona; la IA no sabe quién pregunta.',
    'mail-invitation': 'El correo es una invitación a una reunión.',
    'mail-unreadable': 'El correo no se pudo leer entero.',
    'mail-several': 'El correo pregunta varias cosas, y la IA no puede responder a todas.',
    'mail-without-text': 'El correo no tiene texto propio.',
    'mail-suspicious': 'El correo llegó como no deseado a una conversación en curso.',
    'mail-too-many': 'Han llegado tantos correos de esta dirección que la IA hoy no responde a ninguno más.',
    'asked-by-link': 'El cliente pidió una persona con el enlace de un correo.',
    'pressed-for-person': 'Quien llamaba pulsó 0 para hablar con una persona.',
    'not-heard': 'Ya no se oía a quien llamaba.',
    'not-understood': 'No se pudo entender a quien llamaba, ni por la voz ni por las teclas.',
  },

  notPassedOn: 'Su respuesta no se ha transmitido',
  tooLate:
    'El caso ya tenía respuesta, o vuelve a tenerlo nuestro equipo. Lo que ha escrito queda guardado con él; a usted no le queda nada por hacer.',
  noText:
    'Su correo no tenía palabras propias. Escriba en una frase lo que el cliente debe saber; los archivos van con ella.',
  withoutFiles:
    'Su respuesta no se ha transmitido, porque sin sus archivos quizá no tenga sentido. Responda otra vez, por favor: se transmiten PDF, imágenes, texto sin formato y documentos de oficina.',
  notTaken: 'No aceptados',
  wrongType: 'los archivos de este tipo no se transmiten, o no es lo que dice su nombre',
  tooLarge: megabytes => `es demasiado grande: como máximo ${megabytes} MB`,
  noFiles: 'no se transmiten archivos',
  tooMany: files => `son demasiados: como máximo ${files} archivos`,
  notFetched: 'no se pudo obtener',
  unsafe: 'se ha reconocido como dañino',

  newLink: caseId => `Su nuevo enlace al caso ${caseId}`,
  stillWaits: 'El caso todavía espera su respuesta.',
  notYou:
    'Alguien abrió un enlace a este caso que ya no funciona y pidió uno nuevo. Si no fue usted, no hay nada que hacer.',
  nothingToDo: caseId => `El caso ${caseId} no necesita nada de usted`,
  answeredAlready: caseId => `El caso ${caseId} ya tiene respuesta.`,
  answeredAlreadyBy: (caseId, name) => `El caso ${caseId} ya tiene respuesta, de ${name}.`,
  withAgentsAgain: caseId => `El caso ${caseId} vuelve a tenerlo nuestro equipo, o está cerrado.`,
  noNewLink: 'Por eso no hay un enlace nuevo.',
  codeFor: caseId => `Su código para el caso ${caseId}`,
  code: (caseId, code, minutes) =>
    `El código que abre el caso ${caseId} es ${code}. Sirve durante ${minutes} minutos y una sola vez.`,
  notOpened:
    '¿No ha abierto usted el enlace? Entonces lo tiene otra persona: no le pase el código, y no podrá ver nada.',

  onCall: (caseId, urgency) => `Guardia: caso ${caseId} (urgencia ${urgency}) y no hay nadie`,
  onCallWaits: client => `Un cliente de ${client} espera, y no hay nadie de nuestro equipo.`,
  onCallLater: caseId => `Nuestro equipo responde en cuanto vuelva. Referencia: ${caseId}`,

  answerByReply:
    'Su primera respuesta pública llega al cliente. Las notas internas se quedan con ustedes, salvo las que empiezan con una de estas palabras:',
  answerByCommand:
    'Empiece un comentario con una de estas palabras para responder; todos los demás comentarios se quedan con ustedes:',
  commands: [
    '/answer … envía el texto al cliente',
    '/agent … dice a nuestro equipo qué debe hacer',
    '/ours … desde aquí el caso es suyo; el cliente sabe que ustedes le contactarán',
    '/decline … no es para ustedes; digan por qué, y vuelve a nuestro equipo',
  ],
  restIsThere: link => `El resto está aquí: ${link}`,
  nobodyAnswered:
    'Nadie respondió a tiempo. Nuestro equipo vuelve a tener el caso; aquí no queda nada por hacer.',
  answered: 'Respondido.',
  answeredBy: name => `Respondido por ${name}.`,
  answerPutIntoWords: 'Nuestro equipo responde con ello al cliente.',
  ended: {
    answer: 'El cliente tiene la respuesta.',
    instruct: 'Nuestro equipo hace lo que han pedido.',
    'take-over': 'Desde aquí el caso es suyo; el cliente lo sabe.',
    decline: 'Nuestro equipo vuelve a tener el caso.',
  },
};
