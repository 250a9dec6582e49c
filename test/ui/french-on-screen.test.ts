import { expect, it } from 'vitest';
import { notFrenchAmong } from '../support/french-on-screen.ts';

it.each([
  'Check in',
  '3 of 8 present',
  'Search by name',
  'Hand scanner',
  'Cancelled by the organiser',
  'Le hub is away depuis 3 minutes',
  'Escanee su código para recibir su acreditación',
  'O seu crachá',
  'Приложите код',
  'امسح الرمز',
])('%s is not French', (text) => {
  expect(notFrenchAmong([text])).toEqual([text]);
});

it.each([
  'Arrivées',
  'L’autre pièce jointe ajoute l’événement à votre agenda.',
  'Badges',
  'Congrès des archivistes francophones',
  '3 sur 8 attendus aujourd’hui',
  'of-the-people@example.org',
  '/home/the/list.csv',
  'https://127.0.0.1:7443/organiser/#people',
  'Chloé MARCHAND',
  'D4HE-J6MQ-KHCK-U3AL',
  '8da3 face',
  'English',
  'العربية',
  '12:40',
])('%s passes', (text) => {
  expect(notFrenchAmong([text])).toEqual([]);
});
