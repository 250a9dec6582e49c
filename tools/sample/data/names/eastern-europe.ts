import type { NamePool } from '../../name-pool.ts';

/** Invented people's names; see {@link NamePool} for how a list is written. */
export const easternEurope: Readonly<Record<string, NamePool>> = {
  russian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine:
      'Ekaterina=Екатерина, Natalia=Наталья, Olga=Ольга, Svetlana=Светлана, Irina=Ирина, Lyudmila=Людмила, Yulia=Юлия',
    masculine:
      'Sergey=Сергей, Dmitry=Дмитрий, Aleksey=Алексей, Nikolay=Николай, Andrey=Андрей, Pavel=Павел, Fyodor=Фёдор, Vyacheslav=Вячеслав',
    family:
      'Belozerov/BELOZEROV=Белозёров, Sokolovsky/SOKOLOVSKY=Соколовский, Vorontsov/VORONTSOV=Воронцов, Kalachev/KALACHEV=Калачёв, Shchegolyaev/SHCHEGOLYAEV=Щеголяев, Zhuravlev/ZHURAVLEV=Журавлёв, Timoshin/TIMOSHIN=Тимошин, Gorbunov/GORBUNOV=Горбунов, Yermakov/YERMAKOV=Ермаков, Lukyanov/LUKYANOV=Лукьянов',
    feminineFamily:
      'Belozerova/BELOZEROVA=Белозёрова, Sokolovskaya/SOKOLOVSKAYA=Соколовская, Vorontsova/VORONTSOVA=Воронцова, Kalacheva/KALACHEVA=Калачёва, Shchegolyaeva/SHCHEGOLYAEVA=Щеголяева, Zhuravleva/ZHURAVLEVA=Журавлёва, Timoshina/TIMOSHINA=Тимошина, Gorbunova/GORBUNOVA=Горбунова, Yermakova/YERMAKOVA=Ермакова, Lukyanova/LUKYANOVA=Лукьянова',
  },
  ukrainian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Oksana=Оксана, Halyna=Галина, Yaroslava=Ярослава, Nadiia=Надія',
    masculine: 'Oleksandr=Олександр, Andrii=Андрій, Bohdan=Богдан, Viacheslav=В’ячеслав, Ihor=Ігор',
    family:
      'Kovalenko/KOVALENKO=Коваленко, Shevchuk/SHEVCHUK=Шевчук, Palamarchuk/PALAMARCHUK=Паламарчук, Hrytsenko/HRYTSENKO=Гриценко, Zadorozhnyi/ZADOROZHNYI=Задорожний, Pasichnyk/PASICHNYK=Пасічник',
    feminineFamily:
      'Kovalenko/KOVALENKO=Коваленко, Shevchuk/SHEVCHUK=Шевчук, Palamarchuk/PALAMARCHUK=Паламарчук, Hrytsenko/HRYTSENKO=Гриценко, Zadorozhna/ZADOROZHNA=Задорожна, Pasichnyk/PASICHNYK=Пасічник',
  },
  belarusian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Alena=Алена, Hanna=Ганна, Tatsiana=Таццяна',
    masculine: 'Uladzislau=Уладзіслаў, Mikalai=Мікалай, Siarhei=Сяргей, Viktar=Віктар',
    family:
      'Karatkevich/KARATKEVICH=Караткевіч, Siniavets/SINIAVETS=Сінявец, Dubrouski/DUBROUSKI=Дуброўскі, Yanushkevich/YANUSHKEVICH=Янушкевіч',
    feminineFamily:
      'Karatkevich/KARATKEVICH=Караткевіч, Siniavets/SINIAVETS=Сінявец, Dubrouskaya/DUBROUSKAYA=Дуброўская, Yanushkevich/YANUSHKEVICH=Янушкевіч',
  },
  bulgarian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Desislava=Десислава, Gergana=Гергана, Milena=Милена, Tsvetelina=Цветелина',
    masculine: 'Plamen=Пламен, Krasimir=Красимир, Valentin=Валентин, Yordan=Йордан',
    family:
      'Stoyadinov/STOYADINOV=Стоядинов, Dimitrakiev/DIMITRAKIEV=Димитракиев, Karastoyanov/KARASTOYANOV=Карастоянов, Tsankov/TSANKOV=Цанков, Hadzhiev/HADZHIEV=Хаджиев',
    feminineFamily:
      'Stoyadinova/STOYADINOVA=Стоядинова, Dimitrakieva/DIMITRAKIEVA=Димитракиева, Karastoyanova/KARASTOYANOVA=Карастоянова, Tsankova/TSANKOVA=Цанкова, Hadzhieva/HADZHIEVA=Хаджиева',
  },
  serbian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Jelena=Јелена, Snežana=Снежана, Gordana=Гордана, Ljiljana=Љиљана',
    masculine: 'Miodrag=Миодраг, Dušan=Душан, Đorđe=Ђорђе, Željko=Жељко, Nenad=Ненад',
    family:
      'Stanković/STANKOVIĆ=Станковић, Živanović/ŽIVANOVIĆ=Живановић, Đukić/ĐUKIĆ=Ђукић, Ljubičić/LJUBIČIĆ=Љубичић, Radonjić/RADONJIĆ=Радоњић, Ćirković/ĆIRKOVIĆ=Ћирковић',
    feminineFamily: null,
  },
  macedonian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Biljana=Билјана, Vesna=Весна, Svetlana=Светлана',
    masculine: 'Goran=Горан, Zoran=Зоран, Ljupčo=Љупчо, Gjorgji=Ѓорѓи',
    family:
      'Trajkovski/TRAJKOVSKI=Трајковски, Kjosev/KJOSEV=Ќосев, Stojanovski/STOJANOVSKI=Стојановски, Angelovski/ANGELOVSKI=Ангеловски',
    feminineFamily:
      'Trajkovska/TRAJKOVSKA=Трајковска, Kjoseva/KJOSEVA=Ќосева, Stojanovska/STOJANOVSKA=Стојановска, Angelovska/ANGELOVSKA=Ангеловска',
  },
  croatian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Ivana, Mirjana, Željka',
    masculine: 'Tomislav, Zvonimir, Hrvoje',
    family: 'Horvaček/HORVAČEK, Šimunović/ŠIMUNOVIĆ, Perković-Đurić/PERKOVIĆ-ĐURIĆ',
    feminineFamily: null,
  },
  bosnian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Lejla, Amra, Snježana',
    masculine: 'Emir, Senad, Branislav',
    family: 'Hadžibegić/HADŽIBEGIĆ, Delalić/DELALIĆ, Vukšić/VUKŠIĆ',
    feminineFamily: null,
  },
  slovenian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Tjaša, Katarina, Špela',
    masculine: 'Matjaž, Jernej, Žiga',
    family: 'Kotnikar/KOTNIKAR, Črnigoj/ČRNIGOJ, Žagar-Košir/ŽAGAR-KOŠIR',
    feminineFamily: null,
  },
  montenegrin: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Vesna, Milica',
    masculine: 'Goran, Balša',
    family: 'Kašćelan/KAŠĆELAN, Vukčević/VUKČEVIĆ, Drašković-Ivanović/DRAŠKOVIĆ-IVANOVIĆ',
    feminineFamily: null,
  },
  albanian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Drita, Teuta, Blerta, Mimoza',
    masculine: 'Agim, Shpëtim, Besnik, Ylli',
    family: 'Hoxhaj/HOXHAJ, Selmanaj/SELMANAJ, Përmeti/PËRMETI, Çelaj/ÇELAJ, Gjokaj/GJOKAJ',
    feminineFamily: null,
  },
  greek: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine:
      'Eleni=Ελένη, Vasiliki=Βασιλική, Katerina=Κατερίνα, Chrysoula=Χρυσούλα, Despina=Δέσποινα',
    masculine:
      'Dimitrios=Δημήτριος, Panagiotis=Παναγιώτης, Stavros=Σταύρος, Charalampos=Χαράλαμπος, Andreas=Ανδρέας',
    family:
      'Papathemistokleous/PAPATHEMISTOKLEOUS=Παπαθεμιστοκλέους, Karamitsos/KARAMITSOS=Καραμήτσος, Georgiadis/GEORGIADIS=Γεωργιάδης, Chatzimichail/CHATZIMICHAIL=Χατζημιχαήλ, Economides/ECONOMIDES=Οικονομίδης',
    feminineFamily:
      'Papathemistokleous/PAPATHEMISTOKLEOUS=Παπαθεμιστοκλέους, Karamitsou/KARAMITSOU=Καραμήτσου, Georgiadou/GEORGIADOU=Γεωργιάδου, Chatzimichail/CHATZIMICHAIL=Χατζημιχαήλ, Economidou/ECONOMIDOU=Οικονομίδου',
  },
  polish: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Małgorzata, Bożena, Świętosława, Grażyna',
    masculine: 'Łukasz, Zdzisław, Grzegorz, Mścisław',
    family:
      'Wąsikowski/WĄSIKOWSKI, Śliwiński/ŚLIWIŃSKI, Żółkiewicz/ŻÓŁKIEWICZ, Dąbrowiecki/DĄBROWIECKI, Łęczycki/ŁĘCZYCKI',
    feminineFamily:
      'Wąsikowska/WĄSIKOWSKA, Śliwińska/ŚLIWIŃSKA, Żółkiewicz/ŻÓŁKIEWICZ, Dąbrowiecka/DĄBROWIECKA, Łęczycka/ŁĘCZYCKA',
  },
  'czech-slovak': {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Květa, Zdeňka, Ľubica, Božena',
    masculine: 'Jiří, Ondřej, Ľudovít, Miloš',
    family:
      'Řehořek/ŘEHOŘEK, Hřebíček/HŘEBÍČEK, Ďurčanský/ĎURČANSKÝ, Kučerík/KUČERÍK, Sýkorčák/SÝKORČÁK',
    feminineFamily:
      'Řehořková/ŘEHOŘKOVÁ, Hřebíčková/HŘEBÍČKOVÁ, Ďurčanská/ĎURČANSKÁ, Kučeríková/KUČERÍKOVÁ, Sýkorčáková/SÝKORČÁKOVÁ',
  },
  hungarian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Réka, Erzsébet, Ágnes, Kinga',
    masculine: 'Csaba, Őrs, László, György',
    family:
      'Szűcs/SZŰCS, Fehérváry/FEHÉRVÁRY, Győrffy/GYŐRFFY, Kőrösi/KŐRÖSI, Tóthfalusi/TÓTHFALUSI',
    feminineFamily: null,
  },
  romanian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Ștefania, Ioana, Mădălina, Crina',
    masculine: 'Răzvan, Sorin, Ștefan, Ionuț',
    family:
      'Țăranu/ȚĂRANU, Bălănescu/BĂLĂNESCU, Câmpeanu/CÂMPEANU, Rădulești/RĂDULEȘTI, Ștefănescu/ȘTEFĂNESCU, Codreanu-Vâlcea/CODREANU-VÂLCEA',
    feminineFamily: null,
  },
  lithuanian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Rūta, Eglė',
    masculine: 'Žydrūnas, Ąžuolas, Kęstutis',
    family: 'Žemaitis/ŽEMAITIS, Šimkūnas/ŠIMKŪNAS, Grinevičius/GRINEVIČIUS',
    feminineFamily: 'Žemaitytė/ŽEMAITYTĖ, Šimkūnienė/ŠIMKŪNIENĖ, Grinevičienė/GRINEVIČIENĖ',
  },
  latvian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Līga, Dzintra',
    masculine: 'Jānis, Uģis, Ģirts',
    family: 'Bērzkalns/BĒRZKALNS, Ķirsons/ĶIRSONS, Kalnačs/KALNAČS',
    feminineFamily: 'Bērzkalne/BĒRZKALNE, Ķirsone/ĶIRSONE, Kalnača/KALNAČA',
  },
  estonian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Õnne, Ülle',
    masculine: 'Jüri, Tõnu',
    family: 'Põldmäe/PÕLDMÄE, Jõesaar/JÕESAAR, Kääramees/KÄÄRAMEES',
    feminineFamily: null,
  },
  finnish: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Päivi, Hilkka, Säde',
    masculine: 'Väinö, Heikki, Yrjö',
    family: 'Hämäläinen/HÄMÄLÄINEN, Yli-Korpela/YLI-KORPELA, Pääkkönen/PÄÄKKÖNEN',
    feminineFamily: null,
  },
};
