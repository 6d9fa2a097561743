"""The door of accounts: signing in and out, second factors, invitations; allauth behind it."""
