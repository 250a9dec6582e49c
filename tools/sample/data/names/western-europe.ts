import type { NamePool } from '../../name-pool.ts';

/** Invented people's names; see {@link NamePool} for how a list is written. */
export const westernEurope: Readonly<Record<string, NamePool>> = {
  english: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine:
      'Catherine, Margaret, Fiona, Rebecca, Charlotte, Alison, Hannah, Joanne, Siobhan, Eleanor',
    masculine: 'Andrew, Graham, Stephen, Matthew, Jonathan, Duncan, Simon, Gareth, Nigel, Peter',
    family:
      'Hollingworth/HOLLINGWORTH, Fairclough/FAIRCLOUGH, McAllister/McALLISTER, Pemberton/PEMBERTON, Ashdown-Clarke/ASHDOWN-CLARKE, MacGillivray/MacGILLIVRAY, O’Rourke/O’ROURKE, Thistlewood/THISTLEWOOD, Brackenbury/BRACKENBURY, Llewellyn/LLEWELLYN, Whitcombe/WHITCOMBE, Tunnicliffe/TUNNICLIFFE',
    feminineFamily: null,
  },
  irish: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Aoife, Gráinne, Órla, Sinéad',
    masculine: 'Ciarán, Pádraig, Tadhg, Éamonn',
    family:
      'Ó Duibhir/Ó DUIBHIR, Ó Súilleabháin/Ó SÚILLEABHÁIN, O’Shaughnessy/O’SHAUGHNESSY, Mac Cárthaigh/MAC CÁRTHAIGH',
    feminineFamily:
      'Ní Dhuibhir/NÍ DHUIBHIR, Ní Shúilleabháin/NÍ SHÚILLEABHÁIN, O’Shaughnessy/O’SHAUGHNESSY, Nic Chárthaigh/NIC CHÁRTHAIGH',
  },
  maltese: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Ġorġa, Żeża',
    masculine: 'Ġużeppi, Karm',
    family: 'Żammit/ŻAMMIT, Buttiġieġ/BUTTIĠIEĠ, Ħaber/ĦABER',
    feminineFamily: null,
  },
  german: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Ulrike, Sabine, Jördis, Annegret, Käthe, Heike, Birgit',
    masculine: 'Jürgen, Björn, Matthias, Rüdiger, Hans-Peter, Götz, Wolfgang',
    family:
      'Grünwäldler/GRÜNWÄLDLER, Weißenböck/WEISSENBÖCK, Schäufele/SCHÄUFELE, von Lützenburg/von LÜTZENBURG, Müllerschön/MÜLLERSCHÖN, Brückner/BRÜCKNER, Kößler/KÖSSLER, Hörmannseder/HÖRMANNSEDER, Zürcher/ZÜRCHER, Böhnisch/BÖHNISCH',
    feminineFamily: null,
  },
  dutch: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Willemijn, Marijke, Annelies, Griet, Sanne',
    masculine: 'Joost, Pieter-Jan, Bram, Koenraad, Thijs',
    family:
      'van der Veeken/van der VEEKEN, ten Broeke/ten BROEKE, Vandenbossche/VANDENBOSSCHE, de Keersmaeker/de KEERSMAEKER, van ’t Hoog/van ’t HOOG, IJsseldijk/IJSSELDIJK, Wouterse/WOUTERSE',
    feminineFamily: null,
  },
  french: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine:
      'Béatrice, Françoise, Anne-Laure, Hélène, Sévérine, Maëlle, Noémie, Geneviève, Céline',
    masculine: 'Frédéric, Jean-Baptiste, Gaël, Thibault, Rémi, Stéphane, Loïc, Étienne, Benoît',
    family:
      'Lefrançois/LEFRANÇOIS, Dubœuf/DUBŒUF, de La Rochère/de LA ROCHÈRE, Kerjézéquel/KERJÉZÉQUEL, Châtelain/CHÂTELAIN, L’Hermitte/L’HERMITTE, Beaupré/BEAUPRÉ, Desmarêts/DESMARÊTS, Péchard/PÉCHARD, d’Arvieu/d’ARVIEU, Gauthier-Maçon/GAUTHIER-MAÇON, Haÿ/HAŸ',
    feminineFamily: null,
  },
  italian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Chiara, Donatella, Mariangela, Niccolina, Giulia',
    masculine: 'Niccolò, Alessandro, Gianluca, Raffaele, Nicolò',
    family:
      'D’Arrigo/D’ARRIGO, Bevilacqua/BEVILACQUA, De Santis/DE SANTIS, Fortù/FORTÙ, Castelbarco/CASTELBARCO, Dell’Orto/DELL’ORTO',
    feminineFamily: null,
  },
  spanish: {
    form: 'two-families',
    nativeForm: 'given-first',
    feminine: 'María José, Begoña, Inmaculada, Nuria, Rocío, Íñiga, Pilar',
    masculine: 'Íñigo, Andrés, José Ángel, Fermín, Joaquín, Óscar, Álvaro',
    family:
      'Etxeberria/ETXEBERRIA, Núñez/NÚÑEZ, Cabañas/CABAÑAS, Peñalver/PEÑALVER, Güell/GÜELL, Arístegui/ARÍSTEGUI, Muñiz/MUÑIZ, Quiñones/QUIÑONES, de la Peña/de la PEÑA, Zurita/ZURITA',
    feminineFamily: null,
  },
  portuguese: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Conceição, Lurdes, Inês, Graça, Assunção',
    masculine: 'João Pedro, Estêvão, Sebastião, Duarte, Gonçalo',
    family:
      'Magalhães/MAGALHÃES, Brandão de Sá/BRANDÃO DE SÁ, Queirós/QUEIRÓS, Falcão/FALCÃO, Conceição dos Reis/CONCEIÇÃO DOS REIS, Simões/SIMÕES',
    feminineFamily: null,
  },
  scandinavian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Åsa, Ingrid, Kjersti, Bodil, Märta',
    masculine: 'Søren, Håkon, Björn, Øystein, Pär',
    family:
      'Åkerström/ÅKERSTRÖM, Bjørnstad/BJØRNSTAD, Ødegaard-Lie/ØDEGAARD-LIE, Sjögren/SJÖGREN, Kjærsgaard/KJÆRSGAARD, Nygård/NYGÅRD, Hägglöf/HÄGGLÖF',
    feminineFamily: null,
  },
  icelandic: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Þórdís, Guðrún, Sólveig',
    masculine: 'Þorsteinn, Sigurður, Ægir',
    family: 'Eiríksson/EIRÍKSSON, Hafþórsson/HAFÞÓRSSON, Guðmundsson/GUÐMUNDSSON',
    feminineFamily:
      'Eiríksdóttir/EIRÍKSDÓTTIR, Hafþórsdóttir/HAFÞÓRSDÓTTIR, Guðmundsdóttir/GUÐMUNDSDÓTTIR',
  },
};
