/**
 * One account a line. `users` is how many people have a login (seats are what is paid for),
 * `usage` names a curve of usage-curves.ts, `tickets` counts the unplanned ones of the window.
 */
export const ROSTER_TABLE = `
name | domain | industry | staff | city | country | csm | strategic | plan | interval | seats | users | arr | start | mood | usage | tickets
Acme Corp | acme.example | Manufacturing | 2400 | Columbus | United States | Hannah Lindqvist | true | Enterprise | year | 60 | 46 | 118800 | 2022-12-14 | red | acme | 12
Brightloom | brightloom.example | Textiles | 310 | Manchester | United Kingdom | Priya Raman | false | Growth | year | 40 | 40 | 57600 | 2024-04-22 | green | brightloom | 8
Cobalt Freight | cobaltfreight.example | Logistics | 540 | Rotterdam | Netherlands | Tomas Villar | false | Growth | year | 15 | 4 | 27000 | 2026-10-06 | red | onboarding | 0
Driftwood Analytics | driftwood.example | Market Research | 180 | Portland | United States | Marcus Adeyemi | false | Growth | year | 24 | 20 | 43200 | 2024-02-03 | red | driftwood | 0
Ember & Oak | emberandoak.example | Hospitality | 260 | Denver | United States | Priya Raman | false | Growth | year | 18 | 17 | 32400 | 2024-06-16 | green | rising | 50
Fernhill Labs | fernhill-labs.example | Biotechnology | 45 | Cambridge | United Kingdom | Tomas Villar |  | Starter | year | 6 | 2 | 7200 | 2026-11-10 | yellow | fernhill | 0
Granite Mutual | granitemutual.example | Insurance | 900 | Hartford | United States | Hannah Lindqvist | false | Enterprise | year | 40 | 14 | 72000 | 2023-01-15 | yellow | steady | 9
Harbor & Pine | harborandpine.example | Furniture | 120 | Halifax | Canada | Marcus Adeyemi | false | Growth | year | 14 | 12 | 21600 | 2024-09-18 | red | harbor | 7
Juniper Health | juniperhealth.example | Healthcare | 1500 | Minneapolis | United States | Hannah Lindqvist | true | Enterprise | year | 34 | 30 | 132000 | 2023-05-08 | green | steady | 13
Juniper Media | junipermedia.example | Media | 75 | Bristol | United Kingdom | Tomas Villar | false | Starter | year | 8 | 7 | 9600 | 2025-01-09 | yellow | slipping | 7
Kestrel Outdoor | kestreloutdoor.example | Retail | 60 | Boise | United States | Marcus Adeyemi |  | Starter | month | 6 | 5 | 7200 | 2025-03-05 | red | kestrel | 4
Lanternfish Studios | lanternfish.example | Games | 140 | Montreal | Canada | Tomas Villar | false | Growth | year | 14 | 12 | 23800 | 2023-12-19 | yellow | steady | 9
Marrowstone Bank | marrowstone.example | Banking | 3200 | Charlotte | United States | Hannah Lindqvist | true | Enterprise | year | 42 | 36 | 260000 | 2022-08-30 | yellow | steady | 11
Nimbleway Couriers | nimbleway.example | Logistics | 48 | Leeds | United Kingdom | Marcus Adeyemi |  | Starter | month | 6 | 5 | 6480 | 2025-05-02 | yellow | slipping | 6
Oxbow Insurance | oxbow.example | Insurance | 1100 | Omaha | United States | Hannah Lindqvist | false | Enterprise | year | 30 | 25 | 96000 | 2023-12-04 | yellow | steady | 10
Pellucid Biotech | pellucid.example | Biotechnology | 420 | San Diego | United States | Priya Raman | false | Growth | year | 22 | 19 | 48400 | 2024-01-28 | green | steady | 9
Quillstone Press | quillstone.example | Publishing | 90 | Edinburgh | United Kingdom | Tomas Villar | false | Starter | year | 7 | 6 | 8400 | 2024-03-11 | green | steady | 7
Ridgeback Tooling | ridgeback.example | Manufacturing | 330 | Sheffield | United Kingdom | Marcus Adeyemi | false | Growth | year | 12 | 9 | 18000 | 2024-10-08 | yellow | slipping | 9
Saffron Table | saffrontable.example | Restaurants | 85 | Lyon | France | Tomas Villar |  | Starter | month | 5 | 5 | 4800 | 2025-02-17 | green | steady | 7
Thistledown Credit Union | thistledown.example | Banking | 260 | Duluth | United States | Priya Raman | false | Growth | year | 20 | 17 | 38000 | 2023-07-21 | green | steady | 10
Umbra Lighting | umbra-lighting.example | Manufacturing | 210 | Leipzig | Germany | Tomas Villar | false | Growth | year | 13 | 12 | 19500 | 2024-05-27 | green | steady | 10
Vantage Orchard | vantageorchard.example | Agriculture | 150 | Sevilla | Spain | Marcus Adeyemi | false | Growth | year | 10 | 8 | 14000 | 2024-09-02 | yellow | steady | 9
Wrenfield School District | wrenfield.example | Education | 1900 | Dayton | United States | Priya Raman | false | Enterprise | year | 28 | 22 | 54000 | 2023-07-01 | green | school | 10
Yarrow Clinics | yarrowclinics.example | Healthcare | 380 | Tucson | United States | Priya Raman | false | Growth | year | 18 | 16 | 34200 | 2024-03-30 | green | rising | 10
Zephyr Kiln | zephyrkiln.example | Ceramics | 30 | Asheville | United States | Marcus Adeyemi |  | Starter | month | 3 | 3 | 3000 | 2025-08-12 | green | steady | 5
Amberjack Foods | amberjack.example | Food Production | 700 | Baltimore | United States | Hannah Lindqvist | false | Enterprise | year | 26 | 22 | 78000 | 2023-03-24 | green | steady | 10
Bluestem Utilities | bluestem.example | Utilities | 2100 | Topeka | United States | Hannah Lindqvist | true | Enterprise | year | 36 | 31 | 154000 | 2023-07-01 | green | rising | 12
Copperleaf Legal | copperleaf.example | Legal Services | 130 | Boston | United States | Priya Raman | false | Growth | year | 12 | 11 | 22800 | 2025-02-12 | green | steady | 8
Dovetail Builders | dovetailbuilders.example | Construction | 240 | Raleigh | United States | Tomas Villar | false | Growth | year | 11 | 10 | 16500 | 2026-08-18 | green | newcomer | 8
Elmsworth Retail | elmsworth.example | Retail | 1250 | Birmingham | United Kingdom | Hannah Lindqvist | false | Enterprise | year | 25 | 18 | 62500 | 2023-10-19 | yellow | slipping | 11
Foxglove Cosmetics | foxglove.example | Consumer Goods | 160 | Dublin | Ireland | Marcus Adeyemi | false | Growth | year | 12 | 9 | 18000 | 2024-08-01 | yellow | steady | 8
Glasswing Security | glasswing.example | Security Services | 200 | Austin | United States | Priya Raman | false | Growth | year | 15 | 14 | 28500 | 2024-11-03 | green | rising | 9
Hollowbrook Hotels | hollowbrook.example | Hospitality | 620 | Bath | United Kingdom | Marcus Adeyemi | false | Growth | year | 16 | 12 | 26400 | 2024-04-05 | yellow | slipping | 10
Inkwell & Moss | inkwellandmoss.example | Design | 22 | Providence | United States | Tomas Villar |  | Starter | month | 4 | 4 | 3840 | 2025-10-26 | green | steady | 5
Larkspur Robotics | larkspur.example | Robotics | 175 | Pittsburgh | United States | Priya Raman | false | Growth | year | 12 | 12 | 24000 | 2026-07-14 | green | newcomer | 9
Mossgate Energy | mossgate.example | Energy | 1400 | Calgary | Canada | Hannah Lindqvist | true | Enterprise | year | 32 | 25 | 108000 | 2023-06-12 | yellow | steady | 11
Pinecrest Dental | pinecrestdental.example | Healthcare | 40 | Spokane | United States | Marcus Adeyemi |  | Starter | month | 5 | 5 | 5400 | 2025-06-20 | green | steady | 6
Rivulet Water | rivulet.example | Utilities | 480 | Albany | United States | Priya Raman | false | Growth | year | 17 | 14 | 30600 | 2023-12-30 | green | steady | 8
Stonecrop Mining | stonecrop.example | Mining | 860 | Perth | Australia | Marcus Adeyemi | false | Enterprise | year | 20 | 13 | 51000 | 2024-02-26 | yellow | slipping | 8
Tidewater Ferries | tidewaterferries.example | Transport | 350 | Norfolk | United States | Tomas Villar | false | Growth | year | 14 | 12 | 22400 | 2024-05-19 | green | steady | 8
Wickerwood Furniture | wickerwood.example | Furniture | 95 | Galway | Ireland | Marcus Adeyemi | false | Starter | year | 8 | 5 | 9000 | 2025-03-01 | red | slipping | 6
Alder & Vane | alderandvane.example | Architecture | 70 | Bergen | Norway | Tomas Villar | false | Starter | year | 9 | 8 | 10800 | 2024-10-27 | green | rising | 7
`;
