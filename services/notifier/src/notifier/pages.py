"""The inbox: what waits for the user, since when and until when, and what to do with it."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from contracts.events.notifier import Berichtsoort
from contracts.vocabulary import Functie
from infra.addressbook import AddressBook
from infra.clock import today
from infra.parts import Parts
from infra.register import Register, load_register
from infra.web.identity import Ingelogd
from infra.web.pages import page
from notifier.api import doe
from notifier.domain.bericht import Bericht, Handeling
from notifier.worker.deeds import Loket
