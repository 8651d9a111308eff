import type { HouseLines } from './en.ts';

export const es: HouseLines = {
  anythingElse: '¿Puedo ayudarle en algo más?',
  gladToHelp: 'De nada.',
  greeting: 'Hola. ¿Qué puedo hacer por usted?',
  goodbye: 'Gracias por ponerse en contacto. Adiós.',
  sayDifferently: 'No estoy seguro de haberlo entendido. ¿Puede decirlo de otra manera?',
  sayDifferentlyAgain: 'Todavía no tengo la respuesta correcta. ¿Puede decirme en una frase lo que necesita?',
  askTheRest: 'Su mensaje contiene también otra pregunta: por favor, hágamela por separado.',
  noWords: 'No he podido leer ninguna palabra ahí. ¿En qué puedo ayudarle?',
  fileKept: name => `He añadido ${name} a su consulta.`,
  filesAreForPeople:
    'Yo no puedo ver archivos, pero nuestro equipo sí: dígame con palabras de qué se trata, o pida hablar con una persona.',
  fileNotKept: name => `${name} no se ha añadido a su consulta.`,
  filesAtMost: most => `Un chat puede llevar ${most === 1 ? 'un archivo' : `${most} archivos`}.`,
  toPerson: 'Paso su consulta a una persona que puede ayudarle.',
  toPersonUnavailable: 'Ahora mismo no puedo responder, así que paso su consulta a una persona.',
  toClientTeam: team =>
    `De esto se ocupa otro equipo: ${team}. Le he pasado todo lo que usted me ha contado.`,
  clientTeamAnswersHere: 'La respuesta llegará aquí, o por correo electrónico si ha dejado el chat.',
  clientTeamNeedsEmail: '¿A qué dirección de correo enviamos la respuesta si ha dejado el chat?',
  draftChecked: 'He escrito una respuesta, y una persona la está revisando antes de que le llegue.',
  draftStillChecked: 'Una persona sigue revisando la respuesta y ha recibido su mensaje.',
  draftTakesLonger: 'La revisión tarda más de lo que pensaba, así que le responderá una persona.',
  stillWithPeople:
    'Su caso está con nuestro equipo, y la respuesta llega aquí mientras este chat esté abierto.',
  answerInThread: 'La respuesta le llegará aquí, por correo electrónico.',
  colleagueHasIt: 'Una persona del equipo tiene su caso y ha recibido su mensaje.',
  messageWithCase: 'Su mensaje está con su caso, y quien lo atienda lo verá.',
  clientTeamHasIt: team => `Su caso lo tiene este equipo: ${team}. Ha recibido su mensaje.`,
  clientTeamTookOver: team =>
    `De su caso se ocupa ahora este equipo: ${team}. Se pone en contacto con usted directamente.`,
  closedHours: opening => `Nuestro equipo vuelve: ${opening}.`,
  closedForLong: 'Nuestro equipo no está en este momento.',
  leaveMessage:
    'Diga ahora su mensaje, por favor, y le devolveremos la llamada al número desde el que llama. Cuando termine, quédese en silencio.',
  messageAdded: 'Lo he añadido a su mensaje. Si eso era todo, quédese en silencio.',
  rateByKey: '¿Qué tal lo hemos hecho? Pulse una tecla del 1, mal, al 5, muy bien, o simplemente cuelgue.',
  recommendByKeys: name =>
    `¿Y con qué probabilidad recomendaría ${name} a un amigo? Marque un número del 0, nada, al 10, seguro, o simplemente cuelgue.`,
  ratedThanks: 'Gracias por decírnoslo. Adiós.',
  stillQueued: 'Sigue usted en la cola.',
  nobodyFreeYet: 'Sigue usted en la cola; todavía no hay nadie libre.',
  colleagueTakesCall: 'Una persona del equipo tiene su caso y atenderá su llamada en cuanto pueda.',
  nextInQueue: 'Es usted el siguiente de la cola.',
  placeInQueue: place => `Está usted en el puesto ${place} de la cola.`,
  waitInQueue: minutes =>
    `Por lo que podemos saber, tardará más o menos ${minutes === 1 ? 'un minuto' : `${minutes} minutos`}.`,
  backToAiOnCall: 'Habla de nuevo con el asistente automático. ¿Qué más puedo hacer por usted?',
  theyGetBack: 'El equipo se pondrá en contacto con usted; no hace falta que siga al teléfono.',
  answerByEmail: address => `La respuesta le llegará por correo electrónico a ${address}.`,
  askEmail: '¿A qué dirección de correo enviamos la respuesta?',
  askEmailAgain: 'Eso no parece una dirección de correo. ¿A qué dirección enviamos la respuesta?',
  nobodyThere: 'Ahora mismo no hay nadie de nuestro equipo conectado.',
  queueFull: 'Esperan más personas de las que podemos atender en este momento.',
  onCallToo: 'Como es urgente, se lo paso también a nuestra persona de guardia.',
  askPhone: '¿A qué número de teléfono le devolvemos la llamada?',
  askPhoneAgain:
    'Eso no parece un número de teléfono ni una dirección de correo. ¿Dónde podemos localizarle?',
  callBack: phone => `Le devolveremos la llamada al número que termina en ${phone}.`,
  reference: caseId => `Su referencia es ${caseId}.`,
  agentLeftForClient: team => `Su pregunta la tiene ahora este equipo: ${team}.`,
  stillClosing: 'Gracias por ponerse en contacto.',
  survey: link => `¿Qué tal lo hemos hecho? ${link}`,
  silent:
    'Hace un rato que no sé nada de usted, así que cierro este chat. Vuelva a escribirnos cuando quiera.',
  backToAi: 'Está de nuevo con el asistente automático. ¿Qué más puedo hacer por usted?',
};
