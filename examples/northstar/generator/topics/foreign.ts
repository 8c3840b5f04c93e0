import { type TopicName } from "../ticket-text.ts";

export interface ForeignTicket {
  readonly language: "de" | "fr" | "es";
  readonly topic: TopicName;
  readonly subject: string;
  readonly body: string;
}

/** Tickets that are not in English. */
export const FOREIGN: readonly ForeignTicket[] = [
  {
    language: "de",
    topic: "csv_import",
    subject: "Import bricht ab",
    body: "Guten Tag, der Import unserer Auftragsliste bricht nach wenigen Zeilen ab. Die Datei ist mit Semikolon getrennt und hat Dezimalkommas. Können Sie bitte prüfen, woran das liegt?",
  },
  {
    language: "de",
    topic: "dashboards",
    subject: "Dashboard sehr langsam",
    body: "Seit letzter Woche lädt das Dashboard der Fertigung über eine Minute. In der Frühbesprechung können wir damit nicht arbeiten. Das ist wirklich ärgerlich.",
  },
  {
    language: "de",
    topic: "how_to",
    subject: "Frage zu Fristen",
    body: "Hallo zusammen, wie kann ich eine Frist in Arbeitstagen angeben? Unsere Feiertage sollen dabei berücksichtigt werden. Vielen Dank im Voraus!",
  },
  {
    language: "de",
    topic: "billing",
    subject: "Rechnung ohne USt-Hinweis",
    body: "Auf der letzten Rechnung fehlt der Hinweis auf die Umkehr der Steuerschuld. Bitte senden Sie uns eine korrigierte Fassung.",
  },
  {
    language: "de",
    topic: "webhooks",
    subject: "Webhooks kommen doppelt an",
    body: "Jeder Webhook kommt bei uns zwei- bis dreimal an, obwohl wir sofort mit 200 antworten. Dadurch werden Aufträge mehrfach angelegt.",
  },
  {
    language: "fr",
    topic: "mobile",
    subject: "L'application se ferme toute seule",
    body: "Bonjour, l'application mobile se ferme dès que j'ouvre une validation avec une pièce jointe. Toute l'équipe de salle a le même problème. Merci de votre aide.",
  },
  {
    language: "fr",
    topic: "billing",
    subject: "Question sur la facture",
    body: "Bonjour, la facture du mois dernier comporte une place de plus que prévu. Pourriez-vous nous dire à qui elle correspond ?",
  },
  {
    language: "fr",
    topic: "how_to",
    subject: "Copier un processus",
    body: "Comment copier un processus vers une autre équipe ? J'ai trouvé l'export mais pas l'import. Merci beaucoup, votre outil nous plaît.",
  },
  {
    language: "fr",
    topic: "integrations",
    subject: "Synchronisation arrêtée",
    body: "La synchronisation avec notre logiciel de caisse est arrêtée depuis mardi. La reconnexion affiche « jeton refusé ». C'est urgent, nous ne voyons plus les stocks.",
  },
  {
    language: "es",
    topic: "report_export",
    subject: "El informe semanal no llegó",
    body: "Hola, el informe que sale cada lunes no ha llegado esta semana. En el registro aparece como enviado. ¿Pueden revisarlo, por favor?",
  },
  {
    language: "es",
    topic: "permissions",
    subject: "No puedo editar mi flujo",
    body: "Desde ayer solo puedo ver el flujo que yo misma hice. Nadie ha cambiado mi rol. Necesito corregirlo antes del viernes.",
  },
  {
    language: "es",
    topic: "csv_import",
    subject: "Fechas mal leídas al importar",
    body: "Al importar, las fechas se leen con el mes primero y quedan mal. Ya van tres veces que corregimos la cosecha a mano. ¿Hay alguna opción para cambiarlo?",
  },
];
