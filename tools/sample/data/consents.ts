import type { Consent } from '../../../domain/event/event-file.ts';

/** Consents that the demo event asks for at its kiosks; nothing depends on the answers. */
export const consents: readonly Consent[] = [
  {
    id: 'photographs',
    text: {
      en: 'I agree to appear in photographs and films taken during the sessions.',
      fr: 'J’accepte d’apparaître sur les photographies et les films pris pendant les sessions.',
      es: 'Acepto aparecer en las fotografías y grabaciones realizadas durante las sesiones.',
      ar: 'أوافق على الظهور في الصور ومقاطع الفيديو الملتقطة خلال الجلسات.',
      ru: 'Я даю согласие на фото- и видеосъёмку во время заседаний.',
      pt: 'Aceito aparecer em fotografias e gravações realizadas durante as sessões.',
    },
  },
  {
    id: 'participant-list',
    text: {
      en: 'I agree to be named in the list of participants.',
      fr: 'J’accepte que mon nom figure dans la liste des participants.',
      es: 'Acepto que mi nombre figure en la lista de participantes.',
      ar: 'أوافق على إدراج اسمي في قائمة المشاركين.',
      ru: 'Я даю согласие на включение моего имени в список участников.',
      pt: 'Aceito que o meu nome conste da lista de participantes.',
    },
  },
];
