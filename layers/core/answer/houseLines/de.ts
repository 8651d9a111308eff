import type { HouseLines } from './en.ts';

export const de: HouseLines = {
  anythingElse: 'Kann ich sonst noch etwas für Sie tun?',
  gladToHelp: 'Gern geschehen.',
  greeting: 'Guten Tag. Was kann ich für Sie tun?',
  goodbye: 'Danke, dass Sie sich gemeldet haben. Auf Wiedersehen.',
  sayDifferently: 'Ich bin nicht sicher, ob ich das verstanden habe. Können Sie es anders sagen?',
  sayDifferentlyAgain:
    'Ich habe noch nicht die richtige Antwort. Können Sie mir in einem Satz sagen, was Sie brauchen?',
  askTheRest: 'In Ihrer Nachricht steht noch eine andere Frage: Bitte stellen Sie mir diese einzeln.',
  noWords: 'Ich konnte darin keine Wörter lesen. Womit kann ich Ihnen helfen?',
  fileKept: name => `Ich habe ${name} zu Ihrer Anfrage gelegt.`,
  filesAreForPeople:
    'Ich selbst kann Dateien nicht ansehen, unsere Leute schon: Sagen Sie mir in Worten, worum es geht, oder fragen Sie nach einem Menschen.',
  fileNotKept: name => `${name} wurde nicht zu Ihrer Anfrage gelegt.`,
  filesAtMost: most => `Ein Chat kann ${most === 1 ? 'eine Datei' : `${most} Dateien`} enthalten.`,
  toPerson: 'Ich gebe das an jemanden aus dem Team weiter, der Ihnen damit weiterhilft.',
  toPersonUnavailable:
    'Ich kann gerade nicht antworten und gebe das deshalb an jemanden aus dem Team weiter.',
  toClientTeam: team =>
    `Darum kümmert sich ein anderes Team: ${team}. Ich habe alles weitergegeben, was Sie mir gesagt haben.`,
  clientTeamAnswersHere: 'Die Antwort kommt hier, oder per E-Mail, wenn Sie den Chat verlassen haben.',
  clientTeamNeedsEmail: 'An welche E-Mail-Adresse soll die Antwort gehen, wenn Sie den Chat verlassen haben?',
  draftChecked:
    'Ich habe eine Antwort geschrieben, und jemand aus dem Team prüft sie, bevor Sie sie bekommen.',
  draftStillChecked: 'Die Antwort wird noch geprüft, und Ihre Nachricht liegt dabei vor.',
  draftTakesLonger:
    'Die Prüfung dauert länger als gedacht, deshalb wird Ihnen jemand aus dem Team antworten.',
  stillWithPeople:
    'Ihr Anliegen liegt bei unserem Team, und die Antwort kommt hier, solange dieser Chat offen ist.',
  answerInThread: 'Die Antwort bekommen Sie hier, per E-Mail.',
  colleagueHasIt: 'Ihr Anliegen liegt bei jemandem aus dem Team, und Ihre Nachricht ist dort angekommen.',
  messageWithCase: 'Ihre Nachricht liegt bei Ihrem Anliegen, und wer es übernimmt, sieht sie.',
  clientTeamHasIt: team => `Ihr Anliegen liegt bei diesem Team: ${team}. Ihre Nachricht ist dort angekommen.`,
  clientTeamTookOver: team => `Ihr Anliegen hat jetzt dieses Team: ${team}. Es meldet sich direkt bei Ihnen.`,
  closedHours: opening => `Unser Team ist wieder da: ${opening}.`,
  closedForLong: 'Unser Team ist zurzeit nicht da.',
  leaveMessage:
    'Bitte sprechen Sie jetzt Ihre Nachricht, und wir rufen Sie unter der Nummer zurück, von der Sie anrufen. Wenn Sie fertig sind, schweigen Sie einfach.',
  messageAdded: 'Das habe ich Ihrer Nachricht hinzugefügt. Wenn das alles war, schweigen Sie einfach.',
  rateByKey:
    'Wie zufrieden waren Sie? Drücken Sie eine Taste von 1, schlecht, bis 5, sehr gut, oder legen Sie einfach auf.',
  recommendByKeys: name =>
    `Und wie wahrscheinlich würden Sie ${name} weiterempfehlen? Tippen Sie eine Zahl von 0, gar nicht, bis 10, sicher, oder legen Sie einfach auf.`,
  ratedThanks: 'Danke, dass Sie es uns gesagt haben. Auf Wiederhören.',
  stillQueued: 'Sie sind noch in der Warteschlange.',
  nobodyFreeYet: 'Sie sind noch in der Warteschlange; es ist noch niemand frei.',
  colleagueTakesCall:
    'Ihr Anliegen liegt bei jemandem aus dem Team, der Ihren Anruf annimmt, sobald es geht.',
  nextInQueue: 'Sie sind als Nächstes an der Reihe.',
  placeInQueue: place => `Sie sind in der Warteschlange auf Platz ${place}.`,
  waitInQueue: minutes =>
    `Soweit wir es sagen können, dauert es etwa ${minutes === 1 ? 'eine Minute' : `${minutes} Minuten`}.`,
  backToAiOnCall: 'Sie sprechen wieder mit dem automatischen Assistenten. Was kann ich noch für Sie tun?',
  theyGetBack: 'Man meldet sich bei Ihnen; Sie müssen nicht am Telefon bleiben.',
  answerByEmail: address => `Die Antwort bekommen Sie per E-Mail an ${address}.`,
  askEmail: 'An welche E-Mail-Adresse soll die Antwort gehen?',
  askEmailAgain: 'Das sieht nicht wie eine E-Mail-Adresse aus. An welche Adresse soll die Antwort gehen?',
  nobodyThere: 'Von unserem Team ist gerade niemand angemeldet.',
  queueFull: 'Es warten mehr Menschen, als wir gerade bedienen können.',
  onCallToo: 'Weil es dringend ist, gebe ich es auch an unseren Bereitschaftsdienst weiter.',
  askPhone: 'Unter welcher Telefonnummer sollen wir Sie zurückrufen?',
  askPhoneAgain:
    'Das sieht nicht wie eine Telefonnummer oder eine E-Mail-Adresse aus. Wo können wir Sie erreichen?',
  callBack: phone => `Wir rufen Sie unter der Nummer zurück, die auf ${phone} endet.`,
  reference: caseId => `Ihr Zeichen ist ${caseId}.`,
  agentLeftForClient: team => `Ihre Frage liegt jetzt bei diesem Team: ${team}.`,
  stillClosing: 'Danke, dass Sie sich gemeldet haben.',
  survey: link => `Wie zufrieden waren Sie? ${link}`,
  silent:
    'Ich habe eine Weile nichts von Ihnen gehört und schließe deshalb diesen Chat. Schreiben Sie uns wieder, wann immer Sie möchten.',
  backToAi: 'Sie sind wieder beim automatischen Assistenten. Was kann ich noch für Sie tun?',
};
