import { type Template } from "../ticket-text.ts";

/** Single sign-on: the login loop and its relatives. */
export const SSO: readonly Template[] = [
  [
    "SSO login loops back to the sign-in page",
    "Since {since} our people sign in at the identity provider, come back to Northstar and land on the sign-in page again. It goes round three or four times before it lets them in, if at all. About {n} users on the {team} team are affected.",
  ],
  [
    "SAML: signature could not be verified",
    "We get 'SAML response signature could not be verified ({err})' for roughly one login in three. The certificate on our side has not changed and is valid until next year. Our other SAML applications are fine.",
  ],
  [
    "Cannot log in with single sign-on",
    "New joiners cannot log in through SSO at all. They see 'no account for this identity' although the directory sync created them last night. Logging in with a password works, but our policy forbids that.",
  ],
  [
    "SSO session drops after a few minutes",
    "Users are thrown out of Northstar after roughly {n} minutes and have to go through single sign-on again. In the middle of an approval that means starting over. The session lifetime in the admin page still says 12 hours.",
  ],
  [
    "Login via our identity provider broken after your update",
    "Your release notes mention changes to authentication. Since then the NameID we send is matched against the old user record, so people who changed their name end up in somebody else's empty workspace.",
  ],
  [
    "Blank page after SAML redirect",
    "After the SAML redirect {browser} shows a blank page. Reload sometimes helps. The network tab shows a 302 to /auth/callback and then nothing, {err} in the console.",
  ],
  [
    "Single sign-on: users lose their role at every login",
    "Each time somebody logs in over SSO the role falls back to Viewer. The group attribute is in the assertion, we checked with a tracer. An admin has to set {role} again by hand, every morning.",
  ],
  [
    "SSO enforced but guests can't get in",
    "With SSO enforced our external auditors can no longer log in. The exception list is filled, it just isn't looked at. This worked until {since}.",
  ],
  [
    "Identity provider initiated login fails",
    "Starting from the tile in our portal ends in 'relay state missing'. Starting from your login page works. Please tell us what changed, {n} people use only the portal.",
  ],
  [
    "Two accounts for one person after SSO change",
    "Since we moved to the new SAML endpoint several users exist twice: the old one with all their workflows and a new empty one. SSO always picks the empty one. Could you merge them?",
  ],
  [
    "Certificate rotation locked everybody out",
    "We rotated the signing certificate as your guide says, uploaded the new one first and removed the old one an hour later. From that minute no SSO login went through. We are back on the old one for now, but it expires soon.",
  ],
  [
    "MFA asked twice with SSO",
    "People pass MFA at the identity provider and are then asked for a second code by Northstar. With SSO on, that prompt should be off. Help desk had {n} calls about it this week.",
  ],
  [
    "Login loop again on SSO",
    "Same login loop as before, closed as solved, now back. Happens for users whose group changed in the directory in the last days. Clearing cookies does not help.",
  ],
];
