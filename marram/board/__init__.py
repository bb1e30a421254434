"""The room of governing: seats, meetings, agendas, reports, resolutions and what became of them."""
