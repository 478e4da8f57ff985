"""Budgets as people write them, each with what is wrong in it; none is anybody's own."""

RIGHT = [
    """Mentorkorps 450.000 kr. pr. år
Fritidspas 120.000 kr. pr. år
Konference ved afslutningen 80.000 kr.
Budget i alt for tre år: 1.790.000 kr.
Heraf kommunal medfinansiering: 590.000 kr.
Ansøgt beløb: 1.200.000 kr.""",
    """Vi regner med 900.000 kr. om året til løn, 150.000 kr. årligt til lektiecafé og 200.000 kr. \
til en evaluering, når projektet slutter. Over tre år giver det 3.350.000 kr. Heraf betaler \
kommunen 1 mio. kr., mens resten, 2.350.000 kr., søges hos ministeriet.""",
    """Udgifter\tBeløb
Projektleder\t1.350.000
Aktiviteter\t600.000
Materialer\t150.000
Udgifter i alt\t2.100.000
Egenfinansiering\t700.000
Ansøgt beløb\t1.400.000""",
    """Post\t2009\t2010\t2011\tI alt
Løn\t400.000\t410.000\t420.000\t1.230.000
Ture\t50.000\t50.000\t50.000\t150.000
Revision\t0\t0\t20.000\t20.000
I alt\t450.000\t460.000\t490.000\t1.400.000
Kommunens andel\t150.000\t150.000\t190.000\t490.000
Søges\t300.000\t310.000\t300.000\t910.000""",
    """(alle tal i 1.000 kr.)
Løn 750
Kurser 120
Lokaler 90
I alt 960
Egenbetaling 360
Vi søger om 600""",
    """Projektet koster samlet 2,4 mio. kr. over 2 år. Det dækker to vejledere \
(900.000 kr. årligt) og drift af væresteder (300.000 kr. årligt). Byrådet har afsat 0,8 mio. \
kr. til medfinansiering. \
Vi søger derfor om 1,6 mio. kr.""",
    """ÅRLIGE UDGIFTER:
- Koordinator, fuld tid: 520.000
- Frivillige, kørsel m.v.: 30.000
- Forældrekurser: 100.000
Sum årlige udgifter: 650.000

ENGANGSUDGIFTER:
- Inventar 75.000
- Hjemmeside 25.000
Sum engangsudgifter: 100.000

Total for 4 år: 2.700.000
Kommunal medfinansiering 25 %: 675.000
Ansøgning: 2.025.000""",
    """kr. 400.000,- går til en ungekonsulent, kr. 250.000,- til klubben og kr. 50.000,- til \
information. Tilsammen kr. 700.000,- . Kommunen lægger kr. 200.000,- og vi beder ministeriet om \
kr. 500.000,-""",
    """Løn til sundhedsplejerske (½ stilling) ......... 225.000 kr. årligt
Sprogtræning ................... 175.000 kr. årligt
I alt pr. år ................... 400.000 kr.
I alt over 3 år ................ 1.200.000 kr.
Kommunen bidrager med .......... 150.000 kr. om året
Dvs. i alt medfinansiering ..... 450.000 kr.
Støtte fra ministeriet ......... 750.000 kr.""",
    """Den samlede projektsum er 5,2 mio. kr. i perioden 2009-2012. Kommunens egenfinansiering \
udgør 1,7 mio. kr. Der søges således om et tilskud på 3,5 mio. kr.""",
    """2009: 300.000 kr.
2010: 600.000 kr.
2011: 600.000 kr.
Samlede udgifter 1.500.000 kr.
Medfinansiering fra kommunen 500.000 kr.
Vi ansøger om 1.000.000 kr.""",
    """Til en lektiecafé på fire skoler bruges 4 x 60.000 kr. = 240.000 kr. Hertil kommer \
160.000 kr. til en tovholder. Det samlede budget er 400.000 kr. Skolerne finansierer selv \
100.000 kr., så vi søger 300.000 kr.""",
    """Udgifter:
Familiekonsulent: 480.000 kr. årligt i 3 år, i alt 1.440.000 kr.
Netværksgrupper: 70.000 kr. årligt i 3 år, i alt 210.000 kr.
Opstart og rekruttering: 50.000 kr.
Samlet: 1.700.000 kr.
Finansiering:
Kommunen: 500.000 kr.
Boligforeningen: 200.000 kr. (ikke bevilget endnu)
Partnerskabspuljen: 1.000.000 kr.""",
    """Vi ansøger om 900.000 kr. Kommunen medfinansierer med 300.000 kr., og udgifterne er i alt \
1.200.000 kr.: 800.000 kr. til løn, 250.000 kr. til aktiviteter og 150.000 kr. til evaluering.""",
    """Lønudgifter
To gadeplansmedarbejdere 950.000
En administrativ medarbejder 350.000
Lønudgifter i alt 1.300.000
Driftsudgifter
Husleje 180.000
Telefon og it 20.000
Driftsudgifter i alt 200.000
Samlede udgifter 1.500.000
Egenbetaling 500.000
Ansøgt 1.000.000""",
    """I 2-årsperioden anslås udgiften til ca. 1,1 mio. kr. årligt, i alt ca. 2,2 mio. kr. \
Forvaltningen bidrager med 700.000 kr. Det ansøgte beløb er 1,5 mio. kr.""",
    """Budget 3 år
Løn kr. 1.200.000
Transport kr. 90.000
Mad kr. 60.000
Uforudsete udgifter kr. 50.000
Sum kr. 1.400.000
- kommunalt bidrag kr. 400.000
= ansøges kr. 1.000.000""",
    """Medfinansiering:
Kommunens eget bidrag er 200.000 kr. hvert år, og en lokal fond forventes at give 100.000 kr.
Medfinansiering i alt 700.000 kr.
Udgifter:
Pædagog 500.000 kr. hvert år
Studietur 200.000 kr. (engangsudgift)
Udgifter i alt 1.700.000 kr.
Projektet varer tre år. Restbeløbet på 1 mio. kr. søges som tilskud.""",
    """Der er budgetteret med 1.250.000 kr. til personale, 310.000 kr. til drift samt 40.000 kr. \
til revision. Samlet 1.600.000 kr.

Kommunal medfinansiering 400.000 kr.

Søges: 1.200.000 kr.""",
    """Det er endnu ikke besluttet, hvor meget kommunen kan bidrage med. Vi forventer udgifter på \
omkring 3 mio. kr.""",
    """Kommunen bruger i forvejen 12 mio. kr. om året på området. Partnerskabet koster derudover \
600.000 kr. årligt: 450.000 kr. til en koordinator og 150.000 kr. til aktiviteter. I de tre år \
bliver det 1,8 mio. kr. Kommunen betaler 600.000 kr., og der ansøges om 1,2 mio. kr.""",
    """Vi har brug for penge til bl.a. løn 500.000 kr. og mødeudgifter 20.000 kr. \
I alt 750.000 kr. Kommunen giver 250.000 kr. Ansøgt: 500.000 kr.""",
    """Aktivitet\tPr. år\t3 år
Mentor\t300.000\t900.000
Sport\t100.000\t300.000
Total\t400.000\t1.200.000
Medfinansiering\t100.000\t300.000
Ansøges\t300.000\t900.000""",
    """Personale: 2 stillinger á 480.000 kr. = 960.000 kr.
Kurser: 10 kurser á 4.000 kr. = 40.000 kr.
Udgift i alt 1.000.000 kr.
Kommunen finansierer 250.000 kr. heraf
Ansøgning 750.000 kr.""",
    """Samlet udgift: 850 t.kr. Deraf løn 700 t.kr. og øvrig drift 150 t.kr. \
Egenfinansiering: 350 t.kr. Tilskud fra puljen: 500 t.kr.""",
    """Løn 600.000 om året
Kørsel 25.000 om året
Pjecer 15.000
Opfølgning 60.000
Alt i alt over to år 1.325.000
Kommunen stiller en medarbejder til rådighed, 325.000
Vi vil gerne søge 1.000.000""",
    """Ad udgifter: Projektet løber i 4 år. Hvert år bruges 250.000 kr. på en ungerådgiver, \
50.000 kr. på idræt og 25.000 kr. på forældremøder. Desuden en startkonference til 100.000 kr. \
Den totale udgift bliver 1,4 mio. kr. Kommunen dækker 0,4 mio. kr. Vi søger 1 mio. kr.""",
    """Ekstra lærertimer: 1.000 timer à 350 kr., 350.000 kr.
Bøger og spil 50.000 kr.
Samlede omkostninger 400.000 kr.
Betales af kommunen 150.000 kr.
Ansøgt tilskud 250.000 kr.""",
    """UDGIFTER                          INDTÆGTER
Lønninger            640 t.kr.     Tilskud fra puljen    600 t.kr.
Aktiviteter          140 t.kr.     Kommunen              200 t.kr.
Transport             20 t.kr.
I alt                800 t.kr.     I alt                 800 t.kr.""",
    """Budget:\tÅr 1\tÅr 2\tI alt
Personale\t480.000\t490.000\t970.000
Ture\t30.000\t30.000\t60.000
Sum\t510.000\t520.000\t1.030.000
Egenfinansiering\t130.000\t130.000\t260.000
Ansøgt beløb\t380.000\t390.000\t770.000""",
    """Kære ministerium. Vi vil gerne have en integrationskoordinator i fire år. Hun får \
430.000 kr. pr. år. Dertil skal hun have en computer til 12.000 kr. og en telefon til \
3.000 kr., og i \
hvert af de fire år bruger vi 45.000 kr. på arrangementer. Sammenlagt 1.915.000 kr. Byen selv \
betaler 415.000 kr. Tilbage er der 1.500.000 kr., som vi håber, at I vil give.""",
    """Løn: 37 timer/uge i 2 år, 950.000 kr. i alt
Kursusforløb for 24 forældre: 4.500 kr. pr. forælder, i alt 108.000 kr.
Materialer: 42.000 kr.
Udgifter samlet: 1.100.000 kr.
Egenfinansiering (kommunen): 275.000 kr. svarende til 25 pct.
Ansøgt beløb: 825.000 kr.""",
    """1) Udgifter
Skolesocialrådgiver 520.000 kr. årligt
Klubaftener 1.500 kr. pr. aften, 40 aftener = 60.000 kr. årligt
Skiltning 20.000 kr.
2) I alt for 2 år
1.180.000 kr.
3) Medfinansiering
Kommunen 180.000 kr.
Boligorganisationen 100.000 kr.
i alt 280.000 kr.
4) Ansøgt beløb
900.000 kr.""",
    """Udgifterne anslås til ca. 3,3 mio. kr. over tre år, idet der årligt bruges ca. 1,1 \
mio. kr.: løn 800.000 kr., huslejetilskud 200.000 kr. og aktiviteter 100.000 kr. \
Medfinansieringen udgør \
900.000 kr. i alt, heraf 600.000 kr. fra kommunen og 300.000 kr. fra Nordfonden. Vi ansøger \
således om 2,4 mio. kr.""",
    """Udgifter\t\tFinansiering\t
Leder\t350.000\tKommunen\t150.000
Kurser\t90.000\tBoligforeningen\t50.000
Mad\t10.000\tAnsøgt hos puljen\t250.000
I alt\t450.000\tI alt\t450.000""",
    """HVAD KOSTER DET?
Koordinator
410.000 kr. pr. år
Lokale
48.000 kr. pr. år
Opstart
26.000 kr.
I alt for tre år
1.400.000 kr.
HVEM BETALER?
Kommunen
350.000 kr.
Det ansøgte beløb
1.050.000 kr.""",
    """Vi mødes hver onsdag kl. 16.00-18.30 og lørdag 10.00 til 14.00. Løn til ledere 300.000 kr., \
leje af hal 100.000 kr. og forplejning 50.000 kr., i alt 450.000 kr. Idrætsforeningen betaler \
100.000 kr., og vi søger 350.000 kr.""",
    """Budgettet (beløb i t.kr.)
                 2010    2011    2012    I alt
Løn               420     430     440    1.290
Aktiviteter        60      60      60      180
Evaluering          0       0      30       30
I alt             480     490     530    1.500
Egen andel        130     130     140      400
Søges             350     360     390    1.100""",
    """Udgifter i alt 960.000 kr. Heraf: konsulent 600.000 kr., frikøb af lærere 240.000 \
kr., diverse 120.000 kr. Kommunen afsætter 25 % af udgifterne, svarende til 240.000 kr. \
Ansøgt beløb derfor \
720.000 kr.""",
    """Post | Beløb
Projektleder | 900.000
Kurser | 60.000
Trykning | 40.000
I alt | 1.000.000
Medfinansiering | 250.000
Ansøgt | 750.000""",
]

WRONG = [
    (
        """Mentorkorps 450.000 kr. pr. år
Fritidspas 120.000 kr. pr. år
Konference ved afslutningen 80.000 kr.
Budget i alt for tre år: 1.970.000 kr.
Heraf kommunal medfinansiering: 590.000 kr.
Ansøgt beløb: 1.380.000 kr.""",
        "expenses",
    ),
    (
        """Vi regner med 900.000 kr. om året til løn, 150.000 kr. årligt til lektiecafé og \
200.000 kr. til en evaluering, når projektet slutter. Over tre år giver det 3.350.000 kr. Heraf \
betaler kommunen 1 mio. kr., mens vi søger 2.550.000 kr. hos ministeriet.""",
        "applied",
    ),
    (
        """Udgifter\tBeløb
Projektleder\t1.350.000
Aktiviteter\t600.000
Materialer\t150.000
Udgifter i alt\t2.010.000
Egenfinansiering\t610.000
Ansøgt beløb\t1.400.000""",
        "expenses",
    ),
    (
        """Løn 400.000 kr. årligt
Lokaler 60.00 kr. årligt
I alt pr. år 460.000 kr.
I to år: 920.000 kr.
Egenfinansiering 320.000 kr.
Vi søger om 600.000 kr.""",
        "malformed",
    ),
    (
        """Udgifter til personale 800.000, til drift 100.000 og til formidling 50.000.
Samlet 950.000.
Egenbetaling: kommunen 200.000, boligselskabet 100.000. Egenbetaling i alt 350.000.
Ansøgt beløb 600.000.""",
        "share",
    ),
    (
        """ÅRLIGE UDGIFTER:
- Koordinator, fuld tid: 520.000
- Forældrekurser: 100.000
Sum årlige udgifter: 620.000
ENGANGSUDGIFTER:
- Inventar 75.000
- Hjemmeside 25.000
Sum engangsudgifter: 100.000
Total for 4 år: 2.480.000
Kommunal medfinansiering: 600.000
Ansøgning: 1.880.000""",
        "expenses",
    ),
    (
        """Den samlede projektsum er 5,2 mio. kr. Kommunens egenfinansiering udgør 1,7 mio. kr. \
Der søges således om et tilskud på 3,9 mio. kr.""",
        "applied",
    ),
    (
        """2009: 300.000 kr.
2010: 600.000 kr.
2011: 600.000 kr.
Samlede udgifter 1.600.000 kr.
Medfinansiering fra kommunen 500.000 kr.
Vi ansøger om 1.100.000 kr.""",
        "expenses",
    ),
    (
        """kr. 400.000,- går til en ungekonsulent, kr. 250.000,- til klubben og kr. 50.000,- til \
information. Tilsammen kr. 750.000,- . Kommunen lægger kr. 200.000,- og vi beder ministeriet om \
kr. 550.000,-""",
        "expenses",
    ),
    (
        """Løn 600.000 om året
Kørsel 25.000 om året
Alt i alt over to år 1.250.000
Kommunen stiller en medarbejder til rådighed, 325.000
Vi vil gerne søge 952.000""",
        "applied",
    ),
    (
        """UDGIFTER                          INDTÆGTER
Lønninger            640 t.kr.     Tilskud fra puljen    600 t.kr.
Aktiviteter          140 t.kr.     Kommunen              200 t.kr.
Transport             20 t.kr.
I alt                880 t.kr.     I alt                 880 t.kr.""",
        "expenses",
    ),
    (
        """Budget:\tÅr 1\tÅr 2\tI alt
Personale\t480.000\t490.000\t970.000
Ture\t30.000\t30.000\t60.000
Sum\t510.000\t520.000\t1.130.000
Egenfinansiering\t130.000\t130.000\t260.000
Ansøgt beløb\t380.000\t390.000\t870.000""",
        "expenses",
    ),
    (
        """Ansøgt beløb 450.000 + egenfinansiering 150.000 = samlet budget 600.000: løn \
420.000, lokaler 80.000, øvrigt 150.000""",
        "expenses",
    ),
    (
        """HVAD KOSTER DET?
Koordinator
410.000 kr. pr. år
Lokale
48.000 kr. pr. år
Opstart
26.000 kr.
I alt for tre år
1.400.000 kr.
HVEM BETALER?
Kommunen
350.000 kr.
Det ansøgte beløb
1.150.000 kr.""",
        "applied",
    ),
    (
        """Vi mødes hver onsdag kl. 16.00-18.30 og lørdag 10.00 til 14.00. Løn til ledere \
300.000 kr., leje af hal 100.000 kr. og forplejning 50.000 kr., i alt 540.000 kr. \
Idrætsforeningen betaler \
100.000 kr., og vi søger 440.000 kr.""",
        "expenses",
    ),
    (
        """Budgettet (beløb i t.kr.)
                 2010    2011    2012    I alt
Løn               420     430     440    1.290
Aktiviteter        60      60      60      180
Evaluering          0       0      30       30
I alt             480     490     530    1.600
Egen andel        130     130     140      400
Søges             350     360     390    1.200""",
        "expenses",
    ),
    (
        """Løn 15.000, mad 12.00, busser 3.000 - sum 30.000. Egen betaling 10.000, søgt 20.000.""",
        "malformed",
    ),
]
