/** A book small enough to work every metric out by hand: see the comments in metrics-by-hand.test.ts. */

const ACCOUNTS = `account,name,domain,csm,strategic
acme,Acme,acme.example,Ada,
birch,Birch,birch.example,Ada,
cedar,Cedar,cedar.example,Ada,
dogwood,Dogwood,dogwood.example,Ben,true
elm,Elm,elm.example,Ben,
fir,Fir,fir.example,Ben,
gum,Gum,gum.example,Ben,
hazel,Hazel,hazel.example,,
ivy,Ivy,ivy.example,,
kapok,Kapok,kapok.example,Ben,
lime,Lime,lime.example,Ben,
juniper,Juniper,juniper.example,Ben,
`;

const SUBSCRIPTIONS = `subscription,account,product,seats,currency,interval,amount,started_at,trial_end_at,ended_at
s01,acme,Core,4,USD,year,120000,2025-01-01,,2026-05-01
s02,acme,Core,4,USD,year,150000,2026-05-01,,
s03,birch,Core,5,USD,year,60000,2025-04-10,,2026-04-10
s04,birch,Core,5,USD,year,40000,2026-04-10,,
s05,birch,Insights,1,USD,year,5000,2026-04-10,,
s06,cedar,Core,3,USD,year,24000,2025-02-15,,2026-05-15
s07,dogwood,Core,2,USD,month,1000,2025-06-01,,
s08,elm,Core,3,USD,year,30000,2026-04-20,,
s09,fir,Core,,USD,year,9000,2024-03-01,,2025-03-01
s10,fir,Core,,USD,year,9600,2026-06-01,,
s11,gum,Core,7,EUR,year,20000,2025-05-05,,2026-05-05
s12,gum,Core,7,EUR,year,22000,2026-05-05,,
s13,hazel,Core,9,USD,year,36000,2025-01-10,,2026-05-10
s14,hazel,Core,9,USD,year,18000,2026-05-10,,2026-06-10
s15,hazel,Core,9,USD,year,36000,2026-06-10,,
s16,ivy,Core,1,USD,year,5000,2026-06-06,2026-06-20,
s17,kapok,Core,2,USD,year,10000,2024-06-15,,2026-06-15
s18,lime,Core,2,USD,year,8000,2026-05-20,,
s19,juniper,Core,2,USD,year,7000,2026-07-05,,
`;

const USAGE = `account,user,day,feature,events
acme,u1,2026-01-05,Login,1
acme,u3,2026-05-31,Report,1
acme,u1,2026-06-30,Login,3
acme,u1,2026-06-30,Report,1
acme,u2,2026-06-24,Report,4
birch,v1,2026-06-01,Report,1
birch,v1,2026-06-02,Chart,1
dogwood,w1,2026-06-23,Login,2
cedar,x1,2026-06-10,Report,1
elm,e1,2026-04-21,Login,1
elm,e1,2026-05-10,Report,1
ivy,i1,2026-06-22,Report,1
lime,l1,2026-05-21,Login,1
juniper,j1,2026-07-10,Map,1
`;

const SURVEYS = `survey,account,kind,score,email,person,answered_at
n1,acme,nps,9,a@acme.example,,2026-04-05
n2,acme,nps,6,a@acme.example,,2026-06-01
n3,acme,nps,10,b@acme.example,,2026-04-30
n4,birch,nps,0,c@birch.example,,2026-05-01
n5,birch,nps,8,d@birch.example,,2026-05-02
n6,birch,nps,9,e@birch.example,,2026-05-03
n7,dogwood,nps,7,f@dogwood.example,,2026-06-30
n8,cedar,nps,10,h@cedar.example,,2026-04-01
n9,elm,nps,10,g@elm.example,,2026-07-02
c1,acme,csat,5,a@acme.example,,2026-04-05
c2,acme,csat,4,b@acme.example,,2026-04-06
c3,birch,csat,2,c@birch.example,,2026-04-07
c4,birch,csat,5,,Dee,2026-04-08
c5,birch,csat,1,,Dee,2026-04-02
x1,acme,ces,7,a@acme.example,,2026-04-05
x2,acme,ces,6,b@acme.example,,2026-04-06
x3,birch,ces,3,c@birch.example,,2026-04-07
`;

const TICKETS = `ticket,account,subject,status,created_at,solved_at,first_reply_minutes
t1,acme,Export fails,open,2026-04-02 10:00:00,,60
t2,birch,How to,open,2026-05-05 10:00:00,,300
t3,acme,Slow,open,2026-06-29 23:30:00,,120
t4,birch,Slow too,open,2026-06-30 23:00:00,,180
t5,acme,Before,open,2026-03-31 10:00:00,,10
t6,acme,After,open,2026-07-01 10:00:00,,10
`;

const MEETINGS = `interaction,account,kind,status,on_day,host
m1,acme,qbr,held,2026-04-15,Ada
m2,dogwood,qbr,held,2026-03-30,Ben
m3,elm,kickoff,held,2026-04-22,Ben
m4,ivy,kickoff,no-show,2026-06-10,Ben
m5,dogwood,qbr,scheduled,2026-06-20,Ben
`;

const CONFIG = `activation: { actions: [Report, Chart], at_least: 1 }
finance:
  gross_margin: 0.8
  sales_marketing_spend: { 2026-04: 10000, 2026-05: 12000, 2026-06: 13000 }
`;

export const BY_HAND = {
  "echo.yaml": CONFIG,
  "exports/accounts.csv": ACCOUNTS,
  "exports/subscriptions.csv": SUBSCRIPTIONS,
  "exports/usage.csv": USAGE,
  "exports/surveys.csv": SURVEYS,
  "exports/tickets.csv": TICKETS,
  "exports/meetings.csv": MEETINGS,
} as const;

/** The same files with the rows of each in the opposite order. */
export function upsideDown(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      const [head = "", ...rows] = text.trimEnd().split("\n");
      return [path, path.endsWith(".csv") ? `${[head, ...rows.toReversed()].join("\n")}\n` : text];
    }),
  );
}
